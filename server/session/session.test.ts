import { RequestCookies } from "next/dist/server/web/spec-extension/cookies.js";
import { NextRequest, NextResponse } from "next/server";
import { expect, test, vi } from "vitest";

import { browser, useAuthServer } from "#local/testing/browser.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { verifyAccessToken } from "#server/auth/index.ts";
import { env } from "#server/env.ts";

import { signIn, signUp } from "../actions/auth.ts";
import { createContact } from "../actions/contacts.ts";
import { sessionClient } from "./client.ts";
import { requireSession, sessionContext } from "./context.ts";
import { refreshSession } from "./refresh.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

useTestDatabase();
const origin = "http://localhost:3000";
const auth = useAuthServer(origin);

const password = "a long enough password";
const newPerson = () => ({ email: `${crypto.randomUUID()}@people.example`, password });
const goesTo = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });
const arrive = async () => {
  const person = newPerson();
  await expect(signUp(person)).rejects.toMatchObject(goesTo("/"));
  return person;
};

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

test("a token is known as its person's; forged ones never are", async () => {
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
  vi.spyOn(console, "warn").mockReturnValue();
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
  await auth.current.kill("SIGKILL");
  await expect(sessionContext()).rejects.toMatchObject({ code: "unavailable" });
  expect(await signIn(newPerson())).toMatchObject({ ok: false, error: { code: "unavailable" } });
  await auth.current.start();
  expect(await sessionContext()).not.toBeNull();
});
