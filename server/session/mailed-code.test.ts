import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import { browser, useAuthServer } from "#local/testing/browser.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";

import {
  choosePassword,
  sendResetCode,
  sendSignInCode,
  signIn,
  signInWithCode,
  signUp,
  verifyResetCode,
} from "../actions/auth.ts";
import { sessionContext } from "./context.ts";

vi.mock("next/headers", async () => (await import("#local/testing/browser.ts")).nextHeaders);
vi.mock("next/cache", () => ({ refresh: () => undefined }));

useTestDatabase();
const auth = useAuthServer("http://localhost:3000");

const password = "a long enough password";
const newPassword = "another long enough one";
const goesTo = (path: string) => ({ digest: expect.stringContaining(`;${path};`) });
const newEmail = () => `${crypto.randomUUID()}@people.example`;
const signedOutPerson = async () => {
  const email = newEmail();
  await expect(signUp({ email, password })).rejects.toMatchObject(goesTo("/"));
  const userId = (await sessionContext())?.user.id;
  browser.cookies.clear();
  return { email, userId };
};

/** The codes mailed to the address, oldest first. */
function codesFor(email: string): string[] {
  const lines = readFileSync(join(auth.stateDir, "mail.jsonl"), "utf8").trim().split("\n");
  return lines
    .map((line) => JSON.parse(line) as { to: string; text: string })
    .filter(({ to }) => to === email)
    .map(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? "");
}
const latest = (email: string) => codesFor(email).at(-1) ?? "";
const wrong = (code: string) => (code === "000000" ? "000001" : "000000");

test("six digits from the mail sign in, with the spaces that came along, and only once", async () => {
  const { email, userId } = await signedOutPerson();
  expect(await sendSignInCode({ email })).toEqual({ ok: true, data: null });
  const code = latest(email);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)} `;
  await expect(signInWithCode({ email, code: spaced, next: "/contacts" })).rejects.toMatchObject(
    goesTo("/contacts"),
  );
  expect((await sessionContext())?.user.id).toBe(userId);
  browser.cookies.clear();
  expect(await signInWithCode({ email, code })).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
});

test("an address without an account hears the same, gets no mail and makes no account", async () => {
  const email = newEmail();
  const { email: known } = await signedOutPerson();
  for (const send of [sendSignInCode, sendResetCode]) {
    expect(await send({ email })).toEqual(await send({ email: known }));
    // The second within a minute tells nothing either.
    expect(await send({ email: known })).toEqual({ ok: true, data: null });
  }
  expect(codesFor(known).length).toBeGreaterThan(0);
  expect(codesFor(email)).toEqual([]);
  const words = async (address: string) => {
    const result = await signInWithCode({ email: address, code: "123456" });
    return result.ok ? null : { ...result.error, requestId: "" };
  };
  expect(await words(email)).toEqual(await words(known));
});

test("a wrong code is said at its field; ten of them and the right one is not asked any more", async () => {
  const { email } = await signedOutPerson();
  await sendSignInCode({ email });
  const code = latest(email);
  for (let round = 0; round < 10; round++) {
    expect(await signInWithCode({ email, code: wrong(code) })).toMatchObject({
      ok: false,
      error: { code: "unauthenticated", fields: { code: expect.any(String) } },
    });
  }
  expect(await signInWithCode({ email, code })).toMatchObject({ ok: false, error: { code: "rate_limited" } });
});

test("mails to an address are bounded", async () => {
  const email = newEmail();
  for (let round = 0; round < 8; round++) await sendSignInCode({ email });
  expect(await sendResetCode({ email })).toMatchObject({ ok: false, error: { code: "rate_limited" } });
});

test.each(["12345", "1234567", "abcdef", "１２３４５６"])("%j is not six digits", async (code) => {
  expect(await signInWithCode({ email: newEmail(), code })).toMatchObject({
    ok: false,
    error: { code: "invalid_input", fields: { code: "Six digits, as in the mail." } },
  });
});

test("who forgot the password reads a code, chooses another, and the old one is over", async () => {
  const { email } = await signedOutPerson();
  await sendResetCode({ email });
  expect(await verifyResetCode({ email, code: latest(email) })).toEqual({ ok: true, data: null });
  expect(await choosePassword({ password: "short" })).toMatchObject({
    ok: false,
    error: { fields: { password: "At least 10 characters." } },
  });
  await expect(choosePassword({ password: newPassword })).rejects.toMatchObject(goesTo("/"));
  browser.cookies.clear();
  expect(await signIn({ email, password })).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  await expect(signIn({ email, password: newPassword })).rejects.toMatchObject(goesTo("/"));
});

test("a password is not set by whoever finds a browser signed in, nor twice by one code", async () => {
  const { email } = await signedOutPerson();
  await expect(signIn({ email, password })).rejects.toMatchObject(goesTo("/"));
  const refused = { ok: false, error: { code: "unauthenticated" } };
  expect(await choosePassword({ password: newPassword })).toMatchObject(refused);

  await sendResetCode({ email });
  await verifyResetCode({ email, code: latest(email) });
  const proof = [...browser.cookies].find(([name]) => name.endsWith("-reset"));
  expect(proof?.[1].options).toMatchObject({ httpOnly: true, sameSite: "lax", maxAge: 600 });
  await expect(choosePassword({ password: newPassword })).rejects.toMatchObject(goesTo("/"));
  expect([...browser.cookies.keys()].some((name) => name.endsWith("-reset"))).toBe(false);
});

test("the proof of one person sets no other's password", async () => {
  const [one, other] = [await signedOutPerson(), await signedOutPerson()];
  await sendResetCode({ email: one.email });
  await verifyResetCode({ email: one.email, code: latest(one.email) });
  const [name = "", proof] = [...browser.cookies].find(([key]) => key.endsWith("-reset")) ?? [];
  browser.cookies.clear();
  await expect(signIn({ email: other.email, password })).rejects.toMatchObject(goesTo("/"));
  if (proof) browser.cookies.set(name, proof);
  expect(await choosePassword({ password: newPassword })).toMatchObject({
    ok: false,
    error: { code: "unauthenticated" },
  });
});
