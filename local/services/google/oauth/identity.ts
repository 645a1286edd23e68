import type { Emulator } from "emulate";
import { freePort } from "#local/process/ports.ts";
import type { Database } from "../database.ts";
import { findAccount, listAccounts } from "../accounts.ts";

/** The emulator behind this gateway: it gives out codes, checks PKCE, and serves what the gateway does not. */
export interface Identity {
  /** A code for the account, to be shown once at the token address. */
  issueCode(email: string, request: URLSearchParams): Promise<string>;
  /** Null where the code is right, otherwise the error to answer. */
  redeem(form: URLSearchParams): Promise<{ error: string; error_description: string } | null>;
  forward(email: string, request: Request, body: Uint8Array<ArrayBuffer>): Promise<Response>;
  close(): Promise<void>;
}

interface Running {
  readonly emulator: Emulator;
  readonly url: string;
  readonly emails: readonly string[];
}

/** Starts the emulator with the first request that needs it. It keeps nothing that has to outlive it. */
export function makeIdentity(database: Database): Identity {
  let running: Promise<Running | null> = Promise.resolve(null);
  // One after another, so that two requests for a new account start one emulator.
  const upstream = async (email: string): Promise<string> => {
    const next = running.catch(() => null).then((known) => knowing(known, database, email));
    running = next;
    return (await next).url;
  };
  return {
    async issueCode(email, request) {
      const url = await upstream(email);
      const form = new URLSearchParams(request);
      form.set("email", email);
      const response = await fetch(`${url}/o/oauth2/v2/auth/callback`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
        redirect: "manual",
      });
      const code = new URL(response.headers.get("location") ?? "about:blank").searchParams.get("code");
      if (code === null) throw new Error("The emulator gave no code.");
      return code;
    },
    async redeem(form) {
      const known = await running;
      if (known === null) return { error: "invalid_grant", error_description: "Bad Request" };
      const response = await fetch(`${known.url}/oauth2/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form.toString(),
      });
      if (response.ok) return null;
      return (await response.json()) as { error: string; error_description: string };
    },
    async forward(email, request, body) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers({ authorization: `Bearer ${bearerOf(email)}` });
      const type = request.headers.get("content-type");
      if (type !== null) headers.set("content-type", type);
      const response = await fetch(`${await upstream(email)}${pathname}${search}`, {
        method: request.method,
        headers,
        ...(body.length > 0 && { body }),
      });
      return new Response(response.status === 204 ? null : await response.arrayBuffer(), {
        status: response.status,
        headers: { "content-type": response.headers.get("content-type") ?? "application/json" },
      });
    },
    async close() {
      await (await running)?.emulator.close();
      running = Promise.resolve(null);
    },
  };
}

async function knowing(known: Running | null, database: Database, email: string): Promise<Running> {
  if (known?.emails.includes(email)) return known;
  if (findAccount(database, email) === null) throw new Error("No such account.");
  await known?.emulator.close();
  return start(database);
}

async function start(database: Database): Promise<Running> {
  const users = listAccounts(database).map(({ email, name }) => ({ email, name }));
  const port = await freePort();
  const tokens = users.map(({ email }) => [bearerOf(email), { login: email }] as const);
  const { createEmulator } = await import("emulate");
  const emulator = await createEmulator({
    service: "google",
    port,
    // The issuer that clients of Google check for.
    baseUrl: "https://accounts.google.com",
    seed: { tokens: Object.fromEntries(tokens), google: { users } },
  });
  return { emulator, url: `http://127.0.0.1:${String(port)}`, emails: users.map(({ email }) => email) };
}

const bearerOf = (email: string): string => `gateway-${email}`;
