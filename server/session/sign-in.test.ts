import { expect, test, vi } from "vitest";

import { browser, useAuthServer } from "#local/testing/browser.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { env, setEnv } from "#server/env.ts";

import { signIn, signOut, signUp } from "../actions/auth.ts";
import { createContact } from "../actions/contacts.ts";
import { sessionContext } from "./context.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

useTestDatabase();
const origin = "http://localhost:3000";
useAuthServer(origin);

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
