import { createClient } from "@supabase/supabase-js";
import { z } from "zod";

import { finishGoogle, startGoogle } from "#server/connections/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { closePools } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { contextOfPerson } from "#server/workspaces/index.ts";

// Fills the demo workspace as its owner would: opens the account at the stand-in for Google, looks at the preview of
// mail and calendar, approves both. Run by npm start with the environment of the app.
const Person = z.object({ email: z.string(), password: z.string(), apiKey: z.string(), account: z.email() });
const person = Person.parse(JSON.parse(process.env["OMNICRM_DEMO_PERSON"] ?? "{}"));
const grants = [
  "gmail",
  "calendar",
  "gmail_compose",
  "gmail_send",
  "gmail_modify",
  "calendar_write",
] as const;
const patienceMs = 180_000;
const deadline = Date.now() + patienceMs;

const Answer = z.object({ ok: z.literal(true), data: z.looseObject({ id: z.string().optional() }) });
const Ready = z.object({ status: z.string(), error: z.unknown().optional() });

async function contextOfOwner(): Promise<Context> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  const { auth } = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await auth.signInWithPassword(person);
  if (error) throw new Error(`${person.email} cannot sign in: ${error.message}`);
  const owner = { userId: data.user.id, email: person.email };
  return contextOfPerson(owner, {
    door: "action",
    requestId: newId(),
    signal: AbortSignal.timeout(patienceMs),
  });
}

/** Through the consent page, as a browser goes: asked, allowed, sent back with a code. */
async function connect(ctx: Context): Promise<string> {
  const { url, verifier } = await startGoogle(ctx, { grants: [...grants], next: "/sync" });
  const request = new URL(url).searchParams;
  const scopes = (request.get("scope") ?? "").split(" ");
  const form = new URLSearchParams([
    ["request", request.toString()],
    ["decision", "allow"],
    ["account", person.account],
    ...scopes.map((scope) => ["scope", scope]),
  ]);
  const decided = await fetch(new URL("/o/oauth2/v2/auth/decision", url), {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const code = new URL(decided.headers.get("location") ?? "about:blank").searchParams.get("code");
  if (!code) throw new Error(`Google's stand-in gave no code (${String(decided.status)}).`);
  const { connection } = await finishGoogle(ctx, { code, verifier, wanted: grants, audience: "workspace" });
  return connection.id;
}

async function bringIn(connectionId: string, source: string): Promise<void> {
  const preview = await call("POST", "/previews", { connectionId, source });
  await until(`/previews/${preview}`, "ready");
  const Approved = z.object({ data: z.object({ batchId: z.string() }) });
  const { data } = Approved.parse(await ask("POST", `/previews/${preview}/approve`, {}));
  await until(`/batches/${data.batchId}`, "done");
}

const Connections = z.object({
  data: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        sources: z.array(
          z.object({
            checkedAt: z.string().nullable(),
            nextSyncAt: z.string().nullable(),
            push: z.object({ state: z.string() }),
          }),
        ),
      }),
    ),
  }),
});
const Jobs = z.object({ data: z.object({ items: z.array(z.object({ status: z.string() })) }) });
const restMs = 40_000;
const laterMs = 600_000;

/** Until what an account does after its first import is done: mail that is delivered from here on waits to be asked for. */
async function untilAtRest(connectionId: string): Promise<void> {
  const end = Date.now() + restMs;
  while (Date.now() < end) {
    const { items } = Connections.parse(await ask("GET", "/connections")).data;
    const jobs = Jobs.parse(await ask("GET", "/jobs")).data.items;
    const sources = items.find(({ id }) => id === connectionId)?.sources ?? [];
    const isBusy = jobs.some(({ status }) => status === "queued" || status === "running");
    const isLater = sources.every(
      ({ checkedAt, nextSyncAt, push }) =>
        push.state === "on" && checkedAt !== null && Date.parse(nextSyncAt ?? "") > Date.now() + laterMs,
    );
    if (isLater && !isBusy) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function call(method: string, path: string, body: object): Promise<string> {
  return Answer.parse(await ask(method, path, body)).data.id ?? "";
}

async function until(path: string, wanted: string): Promise<void> {
  for (;;) {
    const { status, error } = Ready.parse(Answer.parse(await ask("GET", path)).data);
    if (status === wanted) return;
    if (status === "failed" || status === "cancelled" || Date.now() > deadline) {
      throw new Error(`${path} is ${status}: ${JSON.stringify(error ?? null)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${env().APP_URL}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${person.apiKey}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

try {
  const connectionId = await connect(await contextOfOwner());
  for (const source of ["gmail", "calendar"]) await bringIn(connectionId, source);
  await untilAtRest(connectionId);
} finally {
  await Promise.allSettled([closeQueues(), closeRedis(), closePools()]);
}
