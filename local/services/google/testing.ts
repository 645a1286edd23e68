import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { OAuth2Client } from "google-auth-library";
import { calendar } from "googleapis/build/src/apis/calendar/index.js";
import { gmail } from "googleapis/build/src/apis/gmail/index.js";
import { ensureAccount } from "./accounts.ts";
import type { Google } from "./google.ts";
import { openGateway } from "./server.ts";

export const client = { id: "client.apps.googleusercontent.com", secret: "GOCSPX-secret" };
export const account = "ada@omnicrm.example";
export const redirectUri = "http://localhost:3999/api/google/callback";
export const mailScope = "https://www.googleapis.com/auth/gmail.modify";
export const eventsScope = "https://www.googleapis.com/auth/calendar.events";
export const calendarScope = "https://www.googleapis.com/auth/calendar.readonly";

export interface TestGoogle {
  readonly url: string;
  readonly google: Google;
  control(path: string, body?: unknown, method?: string): Promise<unknown>;
  oauth(): OAuth2Client;
  /** A client as the product has one, with a token for the scopes. */
  connected(scopes?: readonly string[], email?: string): Promise<OAuth2Client>;
  close(): Promise<void>;
}

/** The gateway in this process, on a port of its own, with one account and no mail. */
export async function startTestGoogle(): Promise<TestGoogle> {
  const folder = mkdtempSync(join(tmpdir(), "omnicrm-google-"));
  const gateway = openGateway(folder, client);
  ensureAccount(gateway.google.database, account, "Ada Demo", "Europe/Berlin");
  const answer = getRequestListener((request) => gateway.fetch(request));
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const control: TestGoogle["control"] = async (path, body, method = body === undefined ? "GET" : "POST") => {
    const response = await fetch(url + path, {
      method,
      // Whoever makes a message of 35 MB is long enough busy for a connection that is kept to have been closed.
      headers: { connection: "close", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${String(response.status)} ${text}`);
    return text === "" ? null : JSON.parse(text);
  };
  const oauth = (): OAuth2Client =>
    new OAuth2Client({
      clientId: client.id,
      clientSecret: client.secret,
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${url}/token`,
        oauth2RevokeUrl: `${url}/revoke`,
        tokenInfoUrl: `${url}/tokeninfo`,
      },
    });
  return {
    url,
    google: gateway.google,
    control,
    oauth,
    async connected(scopes = [mailScope, eventsScope, calendarScope], email = account) {
      const tokens = (await control("/__token", { account: email, scopes })) as {
        access_token: string;
        refresh_token: string;
      };
      const made = oauth();
      // With a date the library leaves 401 and 403 to its caller.
      made.setCredentials({ ...tokens, expiry_date: Date.now() + 3_000_000 });
      return made;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export const mailOf = (auth: OAuth2Client, rootUrl: string) =>
  gmail({ version: "v1", auth, rootUrl: `${rootUrl}/`, retry: false });
export const eventsOf = (auth: OAuth2Client, rootUrl: string) =>
  calendar({ version: "v3", auth, rootUrl: `${rootUrl}/`, retry: false });

/** A message with CRLF line ends. */
export function rawMail(fields: Readonly<Record<string, string>>, text = "Hello"): string {
  const headers = { From: "Bob <bob@acme.example>", To: account, Subject: "Hello", ...fields };
  return [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", text, ""].join("\r\n");
}

/** What Google's error said: status and reason. */
export async function refusalOf(work: Promise<unknown>): Promise<{ status: number; reason: string }> {
  try {
    await work;
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: { error: { errors?: { reason: string }[] } | string } };
    };
    if (response === undefined) throw error;
    const { error: body } = response.data;
    return {
      status: response.status,
      reason: typeof body === "string" ? body : (body.errors?.[0]?.reason ?? ""),
    };
  }
  throw new Error("It was not refused.");
}
