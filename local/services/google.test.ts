import { rmSync } from "node:fs";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { type AuthServer, startAuth } from "./auth.ts";
import { type GoogleServer, startGoogle } from "./google.ts";

const stateDir = createThrowawayFolder();
const siteUrl = "http://localhost:3999";
const account = "empty@gmail.example";
let google: GoogleServer;
let auth: AuthServer;

beforeAll(async () => {
  google = await startGoogle({ stateDir });
  auth = await startAuth({ stateDir, siteUrl, google });
});
afterAll(async () => {
  await auth.stop();
  await google.stop();
  rmSync(stateDir, { recursive: true });
});

async function post<Answer>(path: string, body: unknown, headers = {}): Promise<Answer> {
  const response = await fetch(google.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

test("tokens, mail and client are the same after a kill and after a new start", async () => {
  const scopes = ["https://www.googleapis.com/auth/gmail.readonly"];
  const tokens = await post<{ access_token: string; refresh_token: string }>("/__token", { account, scopes });
  const raw = "From: a@acme.example\r\nSubject: Kept\r\n\r\nStill here\r\n";
  const [sent] = await post<{ id: string }[]>("/__deliver", { account, messages: [{ raw }] });
  const profile = async () =>
    (await fetch(`${google.url}/gmail/v1/users/me/messages/${sent?.id ?? ""}`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })) as Response;
  const before: unknown = await (await profile()).json();
  expect(before).toMatchObject({ snippet: "Still here" });

  await google.kill("SIGKILL");
  expect(google.isRunning()).toBe(false);
  await google.start();
  expect(await (await profile()).json()).toEqual(before);
  const again = await startGoogle({ stateDir });
  expect([again.url, again.clientId, again.clientSecret]).toEqual([
    google.url,
    google.clientId,
    google.clientSecret,
  ]);
  google = again;
  const { clientId: client_id, clientSecret: client_secret } = google;
  const form = new URLSearchParams({
    client_id,
    client_secret,
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
  });
  const refreshed = await fetch(`${google.url}/token`, { method: "POST", body: form });
  expect(await refreshed.json()).toMatchObject({ scope: scopes[0], token_type: "Bearer" });
});

test("a person signs in with Google through Auth, as the same one after a restart", async () => {
  const first = await signIn();
  expect(first.email).toBe(account);
  await google.start();
  expect((await signIn()).id).toBe(first.id);
});

async function signIn(): Promise<{ id: string; email: string | undefined }> {
  const kept = new Map<string, string>();
  const { auth: client } = createClient(auth.url, auth.publishableKey, {
    auth: {
      flowType: "pkce",
      persistSession: true,
      autoRefreshToken: false,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    },
  });
  const { data } = await client.signInWithOAuth({
    provider: "google",
    options: { redirectTo: `${siteUrl}/auth/callback`, skipBrowserRedirect: true },
  });
  const consent = await locationOf(await fetch(data.url ?? "", { redirect: "manual" }));
  expect(consent.origin).toBe(google.url);
  const form = new URLSearchParams({ decision: "allow", account, request: consent.search.slice(1) });
  const decided = await fetch(`${google.url}/o/oauth2/v2/auth/decision`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const back = await locationOf(await fetch(await locationOf(decided), { redirect: "manual" }));
  expect(back.origin + back.pathname).toBe(`${siteUrl}/auth/callback`);
  const code = back.searchParams.get("code") ?? back.toString();
  const session = await client.exchangeCodeForSession(code);
  if (session.error !== null) throw session.error;
  return { id: session.data.user.id, email: session.data.user.email };
}

function locationOf(response: Response): Promise<URL> {
  expect([302, 303]).toContain(response.status);
  return Promise.resolve(new URL(response.headers.get("location") ?? ""));
}
