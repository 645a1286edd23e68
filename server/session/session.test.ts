import { rmSync } from "node:fs";

import { RequestCookies } from "next/dist/server/web/spec-extension/cookies.js";
import { NextRequest, NextResponse } from "next/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { type AuthServer, startAuth } from "#local/services/auth.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { verifyAccessToken } from "#server/auth/index.ts";
import { env, setEnv } from "#server/env.ts";

import { signIn, signOut, signUp } from "../actions/auth.ts";
import { createContact } from "../actions/contacts.ts";
import { sessionClient } from "./client.ts";
import { requireSession, sessionContext } from "./context.ts";
import { refreshSession } from "./refresh.ts";

/** The browser: its cookies with their attributes, and what it says about itself. */
const browser = vi.hoisted(() => ({
  cookies: new Map<string, { value: string; options: Record<string, unknown> }>(),
  headers: new Headers(),
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    getAll: () => [...browser.cookies].map(([name, { value }]) => ({ name, value })),
    set: (name: string, value: string, options: Record<string, unknown>) =>
      options["maxAge"] === 0 ? browser.cookies.delete(name) : browser.cookies.set(name, { value, options }),
  }),
  headers: async () => browser.headers,
}));
vi.mock("next/cache", () => ({ refresh: () => undefined }));

useTestDatabase();
const stateDir = createThrowawayFolder();
const origin = "http://localhost:3000";
let auth: AuthServer;

beforeAll(async () => {
  auth = await startAuth({ stateDir, siteUrl: origin });
  setEnv({ ...env(), SUPABASE_URL: auth.url, SUPABASE_PUBLISHABLE_KEY: auth.publishableKey });
});
afterAll(async () => {
  await auth.stop();
  rmSync(stateDir, { recursive: true });
});
beforeEach(() => {
  browser.cookies.clear();
  browser.headers = new Headers({
    origin,
    "sec-fetch-site": "same-origin",
    "x-forwarded-for": "203.0.113.7",
  });
});

const password = "a long enough password";
const newPerson = () => ({ email: `${crypto.randomUUID()}@people.example`, password });
const goesTo = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });
const arrive = async () => {
  const person = newPerson();
  await expect(signUp(person)).rejects.toMatchObject(goesTo("/"));
  return person;
};

test("who signs up is signed in, has a workspace, and keeps it after signing out and in", async () => {
  const person = await arrive();
  const first = await sessionContext();
  expect(first).toMatchObject({ role: "owner", actor: { kind: "user" }, door: "rest" });

  await expect(signOut()).rejects.toMatchObject(goesTo("/sign-in"));
  expect(browser.cookies.size).toBe(0);
  expect(await sessionContext()).toBeNull();

  await expect(signIn({ ...person, next: "/contacts?tag=1" })).rejects.toMatchObject(
    goesTo("/contacts?tag=1"),
  );
  expect((await sessionContext())?.workspace).toEqual(first?.workspace);
});

test("the cookies are out of reach of scripts and other sites; behind https they are bound to the host", async () => {
  await arrive();
  const options = { httpOnly: true, sameSite: "lax", path: "/" };
  const all = () => [...browser.cookies].map(([name, cookie]) => ({ name, ...cookie.options }));
  expect(all().length).toBeGreaterThan(0);
  for (const cookie of all()) expect(cookie).toMatchObject({ ...options, secure: false });

  browser.cookies.clear();
  const settings = env();
  setEnv({ ...settings, APP_URL: "https://crm.example" });
  browser.headers.set("origin", "https://crm.example");
  await arrive();
  setEnv(settings);
  for (const cookie of all()) {
    expect(cookie).toMatchObject({ ...options, secure: true, name: expect.stringMatching(/^__Host-/) });
  }
});

test("a wrong password and an unknown address are refused with the same words", async () => {
  const { email } = await arrive();
  const wrong = await signIn({ email, password: "another password" });
  const unknown = await signIn(newPerson());
  for (const result of [wrong, unknown]) {
    expect(result).toMatchObject({
      ok: false,
      error: { code: "unauthenticated", message: "The e-mail address or password is not right." },
    });
  }
});

test("an address that has an account is told to sign in", async () => {
  const person = await arrive();
  expect(await signUp(person)).toMatchObject({
    ok: false,
    error: { code: "conflict", fields: { email: expect.any(String) } },
  });
});

test("a password that is too short is refused at its field", async () => {
  expect(await signUp({ ...newPerson(), password: "short" })).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { password: "At least 10 characters." } },
  });
});

test("the eleventh wrong try for an address is not asked any more, not even when it is right", async () => {
  const person = await arrive();
  browser.cookies.clear();
  for (let round = 0; round < 10; round++) await signIn({ ...person, password: "wrong wrong wrong" });
  expect(await signIn(person)).toMatchObject({ ok: false, error: { code: "rate_limited" } });
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"])(
  "after sign-in nobody is led to %j",
  async (next) => {
    const person = await arrive();
    await expect(signIn({ ...person, next })).rejects.toMatchObject(goesTo("/"));
  },
);

test("another site cannot press a button, signed in or not", async () => {
  const person = await arrive();
  const before = browser.cookies.size;
  for (const from of ["https://evil.example", "null", null]) {
    if (from) browser.headers.set("origin", from);
    else browser.headers.delete("origin");
    const forbidden = { ok: false, error: { code: "forbidden" } };
    expect(await signIn(person)).toMatchObject(forbidden);
    expect(await signOut()).toMatchObject(forbidden);
    expect(await createContact({ displayName: "Eve" })).toMatchObject(forbidden);
  }
  expect(browser.cookies.size).toBe(before);
});

test("an action answers what it made; signed out it says so", async () => {
  await arrive();
  expect(await createContact({ displayName: "Ada" })).toMatchObject({
    ok: true,
    data: { displayName: "Ada" },
  });
  expect(await createContact({ displayName: " " })).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { displayName: "Please fill this in." } },
  });
  browser.cookies.clear();
  expect(await createContact({ displayName: "Ada" })).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
});

test("a page without a session leads to sign-in and back", async () => {
  browser.headers.set("x-path", "/contacts?tag=1");
  await expect(requireSession()).rejects.toMatchObject(goesTo("/sign-in?next=%2Fcontacts%3Ftag%3D1"));
});

const tokenOf = async () =>
  (await (await sessionClient()).auth.getSession()).data.session?.access_token ?? "";

test("a token is known until its session ends; forged ones never are", async () => {
  const { email } = await arrive();
  const token = await tokenOf();
  expect((await verifyAccessToken(token))?.email).toBe(email);
  const [head = "", body = "", signature = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
  const other = Buffer.from(JSON.stringify({ ...claims, sub: crypto.randomUUID() })).toString("base64url");
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  for (const forged of [`${head}.${other}.${signature}`, `${unsigned}.${body}.`, "a.b.c", "x", ""]) {
    expect(await verifyAccessToken(forged)).toBeNull();
  }
  expect(await verifyAccessToken(env().SUPABASE_PUBLISHABLE_KEY)).toBeNull();
});

test("a tampered cookie is nobody", async () => {
  await arrive();
  for (const [name, cookie] of browser.cookies) {
    browser.cookies.set(name, { ...cookie, value: cookie.value.slice(0, 40) });
  }
  expect(await sessionContext()).toBeNull();
});

test("an expired session is renewed on its way in, for the page and for the browser", async () => {
  await arrive();
  const cookies = [...browser.cookies].map(([name, { value }]) => `${name}=${expire(value)}`).join("; ");
  const request = new NextRequest(origin, { headers: { cookie: cookies } });
  const applyTo = await refreshSession(request);
  const response = NextResponse.next();
  applyTo(response);
  const set = response.cookies.getAll();
  expect(set.length).toBeGreaterThan(0);
  for (const cookie of set) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "lax" });
  const seen = new RequestCookies(request.headers);
  for (const { name, value } of set) expect(seen.get(name)?.value).toBe(value);
});

/** The cookie of a session whose token has run out. */
function expire(value: string): string {
  const session = JSON.parse(Buffer.from(value.replace(/^base64-/, ""), "base64url").toString()) as object;
  return `base64-${Buffer.from(JSON.stringify({ ...session, expires_at: 1 })).toString("base64url")}`;
}

test("while Auth cannot be reached nobody is taken for signed out", async () => {
  await arrive();
  await auth.kill("SIGKILL");
  await expect(sessionContext()).rejects.toMatchObject({ code: "unavailable" });
  expect(await signIn(newPerson())).toMatchObject({ ok: false, error: { code: "unavailable" } });
  await auth.start();
  expect(await sessionContext()).not.toBeNull();
});
