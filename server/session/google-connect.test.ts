import { afterAll, beforeEach, expect, test, vi } from "vitest";

import { browser, useAuthServer } from "#local/testing/browser.ts";
import { calendarScope, gmailScope, useFakeGoogle } from "#local/testing/fake-google.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf } from "#local/testing/google-account.ts";
import type { StartGoogleInput } from "#lib/schemas/connections.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { signOut, signUp } from "../actions/auth.ts";
import { startGoogle } from "../actions/connections.ts";
import { sessionContext } from "./context.ts";
import { googleCallback } from "./google-connect.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

useTestDatabase();
useAuthServer("http://localhost:3000");
const google = useFakeGoogle();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const arrive = async () => {
  const email = `${crypto.randomUUID()}@people.example`;
  await signUp({ email, password: "a long enough password" }).catch(() => undefined);
};
beforeEach(arrive);

const both = ["gmail", "calendar"] as const;
const scopes = `${gmailScope} ${calendarScope}`;
const begin = async (input: Partial<StartGoogleInput> = {}): Promise<string> => {
  const result = await startGoogle({ grants: [...both], ...input });
  if (!result.ok) throw new Error(result.error.message);
  return result.data.url;
};
const stateIn = (url: string) => new URL(url).searchParams.get("state") ?? "";
const allow = (url: string, scope = scopes) =>
  google.current.allow(url, { email: "ada@gmail.example", scope });
const comeBack = async (query: Record<string, string>) => {
  const response = await googleCallback(
    new Request(`http://internal:9/api/google/callback?${new URLSearchParams(query).toString()}`),
  );
  expect(response.status).toBe(303);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { origin, pathname, searchParams } = new URL(response.headers.get("location") ?? "");
  expect(origin).toBe("http://localhost:3000");
  return { pathname, outcome: searchParams.get("google") };
};
const accounts = async () => {
  const ctx = await sessionContext();
  return ctx ? accountsOf(ctx) : [];
};
const attemptCookie = () => [...browser.cookies].find(([name]) => name.endsWith("-google"));

test("who comes back with Google's answer has the account, and is where it began", async () => {
  const url = await begin({ next: "/sync", audience: "metadata" });
  expect(await comeBack({ code: allow(url), state: stateIn(url) })).toEqual({
    pathname: "/sync",
    outcome: "connected",
  });
  expect(await accounts()).toMatchObject([{ account: "ada@gmail.example", audience: "metadata" }]);
});

test("what the browser keeps says nothing, is out of reach of scripts, and goes when it was used", async () => {
  const url = await begin();
  const [, cookie] = attemptCookie() ?? [];
  expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/", maxAge: 600 });
  expect(cookie?.value).not.toContain(stateIn(url));
  await comeBack({ code: allow(url), state: stateIn(url) });
  expect(attemptCookie()).toBeUndefined();
  expect(await comeBack({ code: allow(url), state: stateIn(url) })).toMatchObject({ outcome: "expired" });
});

test("an answer that this browser did not ask for is refused before Google is asked", async () => {
  const url = await begin();
  const code = allow(url);
  expect(await comeBack({ code, state: "forged" })).toMatchObject({ outcome: "expired" });
  // The attempt is over with it.
  expect(await comeBack({ code, state: stateIn(url) })).toMatchObject({ outcome: "expired" });
  expect(google.current.requests).toEqual([]);
  expect(await accounts()).toEqual([]);
});

test("another session does not end what one began, not even with its cookie", async () => {
  const url = await begin();
  const [name = "", cookie] = attemptCookie() ?? [];
  browser.cookies.clear();
  expect(await comeBack({ code: allow(url), state: stateIn(url) })).toMatchObject({ pathname: "/sign-in" });
  await arrive();
  if (cookie) browser.cookies.set(name, cookie);
  expect(await comeBack({ code: allow(url), state: stateIn(url) })).toMatchObject({ outcome: "expired" });
  expect(google.current.requests).toEqual([]);
  expect(await accounts()).toEqual([]);
});

test("signing out forgets the attempt", async () => {
  await begin();
  await signOut().catch(() => undefined);
  expect(attemptCookie()).toBeUndefined();
});

test("after ten minutes it is over, whatever the browser kept", async () => {
  const url = await begin();
  vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ["Date"] });
  const outcome = await comeBack({ code: allow(url), state: stateIn(url) });
  vi.useRealTimers();
  expect(outcome).toMatchObject({ outcome: "expired" });
});

test("each end has its word", async () => {
  const endOf = async (query: Record<string, string>, url: string) =>
    (await comeBack({ ...query, state: stateIn(url) })).outcome;
  let url = await begin();
  expect(await endOf({ error: "access_denied" }, url)).toBe("denied");
  url = await begin();
  expect(await endOf({ error: "server_error" }, url)).toBe("failed");
  url = await begin();
  expect(await endOf({ code: allow(url, "") }, url)).toBe("nothing_granted");
  url = await begin();
  expect(await endOf({ code: "4/of-nobody" }, url)).toBe("expired");
  google.current.refuse("/token", 503, {});
  url = await begin();
  expect(await endOf({ code: allow(url) }, url)).toBe("unavailable");
  google.current.givesRefreshToken = false;
  url = await begin();
  expect(await endOf({ code: allow(url) }, url)).toBe("no_lasting_access");
  google.current.givesRefreshToken = true;
  url = await begin();
  expect(await endOf({ code: allow(url, gmailScope) }, url)).toBe("partial");
});

test("what was ticked comes back with an answer that is none, and is as it was", async () => {
  const back = async (query: Record<string, string>) => {
    const url = `http://internal:9/api/google/callback?${new URLSearchParams(query).toString()}`;
    const { searchParams } = new URL((await googleCallback(new Request(url))).headers.get("location") ?? "");
    return Object.fromEntries(searchParams);
  };
  let url = await begin({ grants: ["gmail", "calendar_write"], audience: "metadata" });
  expect(await back({ error: "access_denied", state: stateIn(url) })).toEqual({
    google: "denied",
    grants: "gmail,calendar_write",
    audience: "metadata",
  });
  url = await begin();
  expect(await back({ code: allow(url, ""), state: stateIn(url) })).toEqual({
    google: "nothing_granted",
    grants: "gmail,calendar",
  });
  // Another person's answer learns nothing of it.
  await begin({ grants: ["gmail"] });
  expect(await back({ error: "access_denied", state: "forged" })).toEqual({ google: "expired" });
  // Of an account that is there the form says nothing.
  url = await begin();
  await back({ code: allow(url), state: stateIn(url) });
  const [account] = await accounts();
  url = await begin({ grants: ["calendar"], connectionId: account?.id });
  expect(await back({ error: "access_denied", state: stateIn(url) })).toEqual({ google: "denied" });
});

test("nobody begins without a session, from another site, or for nothing", async () => {
  expect(await startGoogle({ grants: [] })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  browser.headers.set("origin", "https://evil.example");
  expect(await startGoogle({ grants: [...both] })).toMatchObject({ ok: false, error: { code: "forbidden" } });
  browser.headers.set("origin", "http://localhost:3000");
  browser.cookies.clear();
  expect(await startGoogle({ grants: [...both] })).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
});
