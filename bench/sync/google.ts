import { randomUUID } from "node:crypto";

import { z } from "zod";

import { startGoogle } from "#local/services/google.ts";
import { connectAccount } from "#server/connections/index.ts";
import { saveSecret } from "#server/connections/secrets.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";

import type { BenchRun } from "../bench.ts";
import type { BenchServices } from "../services.ts";

export interface BenchGoogle {
  url: string;
  /** What web and worker have to know of it. */
  settings: Record<string, string>;
  control(path: string, body?: unknown, method?: string): Promise<unknown>;
  newAccount(messages: Iterable<Uint8Array>): Promise<string>;
  tokenFor(account: string): Promise<z.infer<typeof Tokens>>;
  counts(): Promise<Counts>;
  forget(): Promise<void>;
}

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string() });
const Counts = z.object({
  total: z.int(),
  refused: z.int(),
  units: z.int(),
  byPath: z.record(z.string(), z.int()),
});
export type Counts = z.infer<typeof Counts>;

const scopes = [
  "https://www.googleapis.com/auth/gmail.readonly",
  "https://www.googleapis.com/auth/calendar.readonly",
];
const deliveredAtOnce = 500;

/** The stand-in as `npm start` runs it, in a process of its own, without mail. */
export async function startBenchGoogle(
  { folder }: BenchServices,
  { atEnd }: Pick<BenchRun, "atEnd">,
): Promise<BenchGoogle> {
  const { url, clientId, clientSecret, stop } = await startGoogle({ stateDir: folder, seeds: false });
  atEnd(stop);
  const settings = { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_BASE_URL: url };
  setEnv({ ...env(), ...settings });
  const control: BenchGoogle["control"] = async (
    path,
    body,
    method = body === undefined ? "GET" : "POST",
  ) => {
    const response = await fetch(url + path, {
      method,
      // Whoever makes a message of 35 MB is long enough busy for a connection that is kept to have been closed.
      headers: { connection: "close", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the stand-in answers ${String(response.status)} to ${path}`);
    return text === "" ? null : JSON.parse(text);
  };
  return {
    url,
    settings,
    control,
    async newAccount(messages) {
      const account = `${randomUUID().slice(0, 8)}@gmail.example`;
      await control("/__accounts", { email: account });
      let waiting: { base64: string; labelIds: string[] }[] = [];
      const deliver = async () => {
        if (waiting.length > 0) await control("/__deliver", { account, messages: waiting });
        waiting = [];
      };
      for (const message of messages) {
        waiting.push({ base64: Buffer.from(message).toString("base64"), labelIds: ["INBOX"] });
        if (waiting.length === deliveredAtOnce) await deliver();
      }
      await deliver();
      return account;
    },
    tokenFor: async (account) => Tokens.parse(await control("/__token", { account, scopes })),
    counts: async () => Counts.parse(await control("/__counts")),
    async forget() {
      await control("/__requests", undefined, "DELETE");
    },
  };
}

/** Opens the account for this owner, as a consent at Google would. Answers the connection. */
export async function connect(google: BenchGoogle, owner: Context, account: string): Promise<string> {
  const { id } = await connectAccount(owner, { account, grants: ["gmail", "calendar"] });
  const { access_token: accessToken, refresh_token: refreshToken } = await google.tokenFor(account);
  await saveSecret(
    { workspaceId: owner.workspace.id, userId: owner.user.id, connectionId: id },
    { accessToken, refreshToken, expiresAt: new Date(Date.now() + 3_600_000) },
  );
  return id;
}
