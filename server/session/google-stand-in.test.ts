import { rmSync } from "node:fs";

import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { type AuthServer, startAuth } from "#local/services/auth.ts";
import { type GoogleServer, startGoogle as startGoogleServer } from "#local/services/google.ts";
import { browser } from "#local/testing/browser.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf, runRevocations } from "#local/testing/google-account.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { googleAccess } from "#server/connections/index.ts";
import { env, setEnv } from "#server/env.ts";
import { callGoogle } from "#server/google/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import type { StartGoogleInput } from "#lib/schemas/connections.ts";
import { signUp, startGoogleSignIn } from "../actions/auth.ts";
import { disconnectAccount, startGoogle } from "../actions/connections.ts";
import { sessionContext } from "./context.ts";
import { googleCallback } from "./google-connect.ts";
import { googleSignInCallback } from "./google-sign-in.ts";
import { signInOffers } from "./sign-in-offers.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

/** The ways to Google and back against the stand-in that npm start brings, by http as a browser goes. */
useTestDatabase();
const origin = "http://localhost:3000";
const email = "ada@gmail.example";
const stateDir = createThrowawayFolder();
let google: GoogleServer;
let auth: AuthServer;

beforeAll(async () => {
  google = await startGoogleServer({ stateDir, seeds: false });
  await control("/__accounts", { email });
  auth = await startAuth({ stateDir, siteUrl: origin, google });
  setEnv({
    ...env(),
    APP_URL: origin,
    SUPABASE_URL: auth.url,
    SUPABASE_PUBLISHABLE_KEY: auth.publishableKey,
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_BASE_URL: google.url,
  });
});
afterAll(async () => {
  await closeQueues();
  await closeRedis();
  await auth.stop();
  await google.stop();
  rmSync(stateDir, { recursive: true });
});
beforeEach(async () => {
  browser.cookies.clear();
  browser.headers = new Headers({
    origin,
    "sec-fetch-site": "same-origin",
    "x-forwarded-for": "203.0.113.7",
  });
  await control("/__faults", undefined, "DELETE");
});

async function control(path: string, body?: unknown, method = "POST"): Promise<void> {
  const response = await fetch(google.url + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, path).toBe(true);
}

const locationOf = async (url: string, init: RequestInit = {}): Promise<string> => {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const location = response.headers.get("location");
  if (!location) throw new Error(`${url} answered ${String(response.status)} ${await response.text()}`);
  return location;
};

/** On the consent page: the account, the boxes ticked, and the button. Answers where that leads. */
const decide = (consentUrl: string, decision: "allow" | "deny", scope: string[] = []): Promise<string> => {
  const asked = new URL(consentUrl).searchParams;
  const ticked = (asked.get("scope") ?? "")
    .split(" ")
    .filter((one) => scope.some((word) => one.includes(word)));
  const form = new URLSearchParams({ request: asked.toString(), account: email, decision });
  for (const one of ticked) form.append("scope", one);
  return locationOf(`${google.url}/o/oauth2/v2/auth/decision`, { method: "POST", body: form });
};

async function signInByGoogle(next: string): Promise<URL> {
  const started = await startGoogleSignIn({ next });
  if (!started.ok) throw new Error(started.error.message);
  const atAuth = await decide(await locationOf(started.data.url), "allow");
  const response = await googleSignInCallback(new Request(await locationOf(atAuth)));
  return new URL(response.headers.get("location") ?? "");
}

test("Google signs in, once and again as the same person", async () => {
  expect(await signInOffers()).toMatchObject({ google: true });
  expect((await signInByGoogle("/contacts?tag=1")).href).toBe(`${origin}/contacts?tag=1`);
  const first = await sessionContext();
  expect(first).toMatchObject({ role: "owner" });
  browser.cookies.clear();
  await signInByGoogle("/");
  expect((await sessionContext())?.user).toEqual(first?.user);
});

test("a code that came without this browser's beginning signs nobody in", async () => {
  const started = await startGoogleSignIn({});
  if (!started.ok) throw new Error(started.error.message);
  const back = await locationOf(await decide(await locationOf(started.data.url), "allow"));
  browser.cookies.clear();
  const response = await googleSignInCallback(new Request(back));
  expect(response.headers.get("location")).toBe(`${origin}/sign-in?problem=google`);
  expect(await sessionContext()).toBeNull();
});

test.each(["https://evil.example", "//evil.example"])("signing in leads nobody to %s", async (next) => {
  const address = `${origin}/auth/callback?${new URLSearchParams({ next, error: "access_denied" }).toString()}`;
  const response = await googleSignInCallback(new Request(address));
  expect(response.headers.get("location")).toBe(`${origin}/sign-in?problem=denied`);
});

async function connect(
  scope: string[],
  decision: "allow" | "deny" = "allow",
  input: Partial<StartGoogleInput> = {},
): Promise<string | null> {
  const started = await startGoogle({ grants: ["gmail", "calendar"], ...input });
  if (!started.ok) throw new Error(started.error.message);
  const response = await googleCallback(new Request(await decide(started.data.url, decision, scope)));
  return new URL(response.headers.get("location") ?? "").searchParams.get("google");
}
const arrive = async () => {
  await signUp({ email: `${crypto.randomUUID()}@people.example`, password: "long enough password" }).catch(
    () => undefined,
  );
  const ctx = await sessionContext("action");
  if (!ctx) throw new Error("nobody is signed in");
  return ctx;
};
const read = async (path: string, accessToken: string): Promise<Response> => {
  const response = await fetch(google.url + path, { headers: { authorization: `Bearer ${accessToken}` } });
  if (response.ok) return response;
  const data: unknown = await response.json();
  throw Object.assign(new Error("refused"), {
    response: { status: response.status, headers: response.headers, data },
  });
};
const profile = "/gmail/v1/users/me/profile";
const calendars = "/calendar/v3/users/me/calendarList";

test("what was ticked can be read and nothing else; what is missing is added to it", async () => {
  const ctx = await arrive();
  expect(await connect([], "deny")).toBe("denied");
  expect(await connect([])).toBe("nothing_granted");
  expect(await connect(["gmail"])).toBe("partial");
  const [account] = await accountsOf(ctx);
  const access = await googleAccess(ctx, account?.id ?? "");
  const { emailAddress } = (await (await callGoogle(access, (token) => read(profile, token))).json()) as {
    emailAddress: string;
  };
  expect(emailAddress).toBe(email);
  await expect(callGoogle(access, (token) => read(calendars, token))).rejects.toMatchObject({
    kind: "insufficient_scope",
  });
  const more = { grants: ["calendar" as const], connectionId: account?.id };
  expect(await connect(["calendar"], "allow", more)).toBe("connected");
  expect(await accountsOf(ctx)).toMatchObject([{ scopes: ["gmail", "calendar"] }]);
  const wider = await googleAccess(ctx, account?.id ?? "");
  for (const path of [profile, calendars]) {
    expect((await callGoogle(wider, (token) => read(path, token))).status, path).toBe(200);
  }
  // Whoever connects anew and unticks mail has not allowed it, though Google remembers that they once did.
  browser.cookies.clear();
  const other = await arrive();
  expect(await connect(["calendar"])).toBe("partial");
  expect(await accountsOf(other)).toMatchObject([{ scopes: ["calendar"] }]);
  const narrow = await googleAccess(other, (await accountsOf(other))[0]?.id ?? "");
  await expect(callGoogle(narrow, (token) => read(profile, token))).rejects.toMatchObject({
    kind: "insufficient_scope",
  });
});

test("a refused token is renewed and the call goes through; slow down is said with how long", async () => {
  const ctx = await arrive();
  await connect(["gmail", "calendar"]);
  const access = await googleAccess(ctx, (await accountsOf(ctx))[0]?.id ?? "");
  const before = await access.accessToken();
  await control("/__faults", { path: profile, status: 401, times: 1 });
  expect((await callGoogle(access, (token) => read(profile, token))).status).toBe(200);
  expect(await access.accessToken()).not.toBe(before);
  await control("/__faults", { path: profile, status: 429, times: 1, retryAfterSeconds: 3 });
  await expect(callGoogle(access, (token) => read(profile, token))).rejects.toMatchObject({
    kind: "rate_limited",
    retryAfterMs: 3_000,
  });
});

test("after disconnecting Google knows the tokens no more", async () => {
  const ctx = await arrive();
  await connect(["gmail", "calendar"]);
  const id = (await accountsOf(ctx))[0]?.id ?? "";
  const token = await (await googleAccess(ctx, id)).accessToken();
  expect(await disconnectAccount({ id })).toMatchObject({ ok: true });
  await runRevocations(ctx);
  await expect(read(profile, token)).rejects.toMatchObject({ response: { status: 401 } });
  expect(await connect(["gmail", "calendar"])).toBe("connected");
  expect(await accountsOf(ctx)).toMatchObject([{ id, state: "active" }]);
});
