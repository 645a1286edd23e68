import { join } from "node:path";
import type { ApiCall, ApiRoute } from "./api.ts";
import { authenticate, authorise } from "./authorise.ts";
import { calendarRoutes } from "./calendar/routes.ts";
import { makeFaults } from "./controls/faults.ts";
import { makeQuota } from "./controls/quota.ts";
import { makeRequestLog } from "./controls/request-log.ts";
import { controlRoutes } from "./controls/routes.ts";
import { openDatabase } from "./database.ts";
import { GoogleError, errorResponse, invalid, notFound } from "./errors.ts";
import { draftRoutes } from "./gmail/draft-routes.ts";
import { labelRoutes } from "./gmail/label-routes.ts";
import { mailboxRoutes } from "./gmail/mailbox-routes.ts";
import { messageRoutes } from "./gmail/message-routes.ts";
import { threadRoutes } from "./gmail/thread-routes.ts";
import type { Client, Google } from "./google.ts";
import { openSigner } from "./oauth/id-token.ts";
import { makeIdentity } from "./oauth/identity.ts";
import { makePendingCodes } from "./oauth/pending-codes.ts";
import { oauthRoutes } from "./oauth/routes.ts";
import { type Matched, makeRouter } from "./router.ts";

export interface GoogleGateway {
  readonly google: Google;
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** The whole stand-in without its port. What it keeps lies in the state directory. */
export function openGateway(
  stateDir: string,
  client: Client,
  { mailPushUrl = null }: { mailPushUrl?: string | null } = {},
): GoogleGateway {
  const database = openDatabase(join(stateDir, "google.sqlite"));
  const google: Google = {
    database,
    client,
    switches: {
      accessTokenSeconds: 3_600,
      quotaUnitsPerMinute: null,
      mailPushUrl,
      pageSizeMax: null,
      mailPushAudience: null,
    },
    faults: makeFaults(),
    quota: makeQuota(),
    requests: makeRequestLog(),
    identity: makeIdentity(database),
    signer: openSigner(stateDir),
  };
  const controls = makeRouter(controlRoutes(google));
  const oauth = makeRouter(oauthRoutes(google, { pending: makePendingCodes(), signer: google.signer }));
  const apis = makeRouter<ApiRoute>([
    ...mailboxRoutes,
    ...messageRoutes,
    ...threadRoutes,
    ...labelRoutes,
    ...draftRoutes,
    ...calendarRoutes,
  ]);

  const answer = async (request: Request, url: URL): Promise<Response> => {
    const { method } = request;
    if (url.pathname.startsWith("/__")) {
      refuseStrangers(request, url);
      const control = controls(method, url.pathname);
      return control === null ? new Response(null, { status: 404 }) : control.route.run(request, url);
    }
    const fault = await google.faults.strike(method, url.pathname);
    if (fault !== null) return fault;
    const open = oauth(method, url.pathname);
    if (open !== null) return open.route.run(request, url);
    const token = authenticate(google, request.headers);
    const api = apis(method, url.pathname);
    if (api !== null) {
      const done = await callApi(google, api, request, url);
      return (await google.faults.strike(method, url.pathname, "after")) ?? done;
    }
    if (!/^\/(upload\/)?(gmail|calendar|drive)\//.test(url.pathname)) throw notFound();
    return google.identity.forward(token.email, request, new Uint8Array(await request.arrayBuffer()));
  };

  return {
    google,
    async fetch(request) {
      const url = new URL(request.url);
      const response = await answer(request, url).catch(toResponse);
      if (!url.pathname.startsWith("/__")) {
        const { status } = response;
        const at = new Date().toISOString();
        const api = apis(request.method, url.pathname)?.route;
        google.requests.add({
          method: request.method,
          path: url.pathname,
          status,
          at,
          ...(api && { route: api.at, units: status < 400 ? api.units : 0 }),
        });
      }
      return response;
    },
    async close() {
      await google.identity.close();
      database.close();
    },
  };
}

async function callApi(
  google: Google,
  { route, params }: Matched<ApiRoute>,
  request: Request,
  url: URL,
): Promise<Response> {
  const token = authenticate(google, request.headers);
  const scopes = authorise(token, route, params);
  google.quota.spend(token.email, route.units, google.switches.quotaUnitsPerMinute);
  const bytes = async (): Promise<Buffer> => Buffer.from(await request.arrayBuffer());
  const call: ApiCall = {
    google,
    account: token.email,
    scopes,
    params,
    query: paged(url.searchParams, google.switches.pageSizeMax),
    headers: request.headers,
    param: (name) => params[name] ?? "",
    bytes,
    json: async () => parseObject((await bytes()).toString()),
  };
  const result: unknown = await route.run(call);
  return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
}

function paged(query: URLSearchParams, most: number | null): URLSearchParams {
  if (most !== null) query.set("maxResults", String(Math.min(most, Number(query.get("maxResults") ?? most))));
  return query;
}

function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw invalid("Invalid JSON payload received.");
}

// No page in a browser may turn the controls: neither by a form, nor by a name that leads here.
function refuseStrangers(request: Request, url: URL): void {
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const changes = request.method === "POST" || request.method === "PUT";
  if (!isLocal || request.headers.has("origin") || (changes && !isJson)) {
    throw new GoogleError(403, "forbidden", "Controls take JSON from programs on this machine.");
  }
}

function toResponse(error: unknown): Response {
  if (error instanceof GoogleError) return errorResponse(error);
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${words}\n`);
  return errorResponse(new GoogleError(500, "backendError", "Internal error encountered."));
}
