import { z } from "zod";
import { ensureAccount, findAccount, listAccounts } from "../accounts.ts";
import { addCalendar } from "../calendar/store.ts";
import { GoogleError, invalid } from "../errors.ts";
import type { Google } from "../google.ts";
import { makeAccessToken, makeRefreshToken } from "../oauth/tokens.ts";
import { Delivery, deliver } from "./deliver.ts";
import { Fault } from "./faults.ts";

export interface ControlRoute {
  readonly at: string;
  run(request: Request, url: URL): Response | Promise<Response>;
}

const Switches = z.strictObject({
  accessTokenSeconds: z.int().positive().optional(),
  quotaUnitsPerMinute: z.int().positive().nullable().optional(),
  mailPushUrl: z.url().nullable().optional(),
  pageSizeMax: z.int().positive().nullable().optional(),
  mailPushAudience: z.string().nullable().optional(),
});
const NewAccount = z.strictObject({ email: z.email(), name: z.string().min(1).optional() });
const AddedCalendar = z.strictObject({
  account: z.email(),
  id: z.string().min(1).optional(),
  summary: z.string().min(1),
  timeZone: z.string().default("UTC"),
  role: z.enum(["owner", "writer", "reader", "freeBusyReader"]).default("reader"),
});
const Expiry = z.strictObject({ what: z.enum(["tokens", "history", "sync"]), account: z.email().optional() });
const Wanted = z.strictObject({ account: z.email(), scopes: z.array(z.string()).min(1) });

/** What real Google has no door for. For tests, and for npm run local:mailbox. */
export function controlRoutes(google: Google): ControlRoute[] {
  const { database, faults, requests, switches, client } = google;
  return [
    {
      at: "GET /__health",
      run: () => Response.json({ ok: true }),
    },
    { at: "GET /__faults", run: () => Response.json(faults.pending()) },
    {
      at: "POST /__faults",
      async run(request) {
        faults.add(await read(request, z.union([z.array(Fault), Fault.transform((fault) => [fault])])));
        return Response.json(faults.pending());
      },
    },
    {
      at: "DELETE /__faults",
      run() {
        faults.clear();
        return new Response(null, { status: 204 });
      },
    },
    { at: "GET /__requests", run: () => Response.json(requests.all()) },
    { at: "GET /__counts", run: () => Response.json(requests.counts()) },
    {
      at: "DELETE /__requests",
      run() {
        requests.clear();
        return new Response(null, { status: 204 });
      },
    },
    { at: "GET /__settings", run: () => Response.json(switches) },
    {
      at: "POST /__settings",
      async run(request) {
        const given = await read(request, Switches);
        Object.assign(switches, given);
        return Response.json(switches);
      },
    },
    {
      at: "GET /__accounts",
      run: () => Response.json(listAccounts(database).map(({ email, name }) => ({ email, name }))),
    },
    {
      at: "POST /__accounts",
      async run(request) {
        const { email, name } = await read(request, NewAccount);
        const made = ensureAccount(database, email, name ?? email);
        return Response.json({ email: made.email, name: made.name, historyId: made.history_id });
      },
    },
    {
      at: "POST /__calendars",
      async run(request) {
        const { account, ...calendar } = await read(request, AddedCalendar);
        requireAccount(google, account);
        return Response.json({ id: addCalendar(database, account, calendar).id });
      },
    },
    { at: "POST /__deliver", run: async (request) => deliver(google, await read(request, Delivery)) },
    {
      at: "POST /__expire",
      async run(request) {
        const { what, account } = await read(request, Expiry);
        database.run(`${expiries[what]} where ? is null or email = ?`, account ?? null, account ?? null);
        return new Response(null, { status: 204 });
      },
    },
    {
      at: "POST /__token",
      async run(request) {
        const { account, scopes } = await read(request, Wanted);
        requireAccount(google, account);
        const holder = { clientId: client.id, email: account, scopes: scopes.join(" ") };
        return Response.json({
          access_token: makeAccessToken(database, holder, switches.accessTokenSeconds),
          refresh_token: makeRefreshToken(database, holder),
          expires_in: switches.accessTokenSeconds,
          scope: holder.scopes,
        });
      },
    },
  ];
}

const expiries = {
  tokens: "update tokens set expires_at = case kind when 'access' then 0 end",
  history: "update accounts set history_id = history_id + 1, history_floor = history_id + 1",
  sync: "update accounts set event_seq = event_seq + 1, event_floor = event_seq + 1",
} as const;

function requireAccount({ database }: Google, email: string): void {
  if (findAccount(database, email) !== null) return;
  throw new GoogleError(404, "notFound", "No such account; make it with POST /__accounts.");
}

async function read<Shape>(request: Request, schema: z.ZodType<Shape>): Promise<Shape> {
  const body: unknown = await request.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(z.prettifyError(parsed.error));
}
