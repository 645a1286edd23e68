import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { type AuthServer, startAuth } from "./auth.ts";

const stateDir = createThrowawayFolder();
let auth: AuthServer;

beforeAll(async () => {
  auth = await startAuth({ stateDir, siteUrl: "http://localhost:3999" });
});

afterAll(async () => {
  await auth.stop();
  rmSync(stateDir, { recursive: true });
});

const client = () => createClient(auth.url, auth.publishableKey, { auth: { persistSession: false } });
const person = { email: "ada@omnicrm.example", password: "a long enough password" };

test("a person signs up without confirming, and is still known after the server was killed", async () => {
  const { data, error } = await client().auth.signUp(person);
  expect(error).toBeNull();
  expect(data.session?.access_token).toBeTruthy();

  await auth.kill("SIGKILL");
  expect(auth.isRunning()).toBe(false);
  await auth.start();
  const again = await client().auth.signInWithPassword(person);
  expect(again.data.user?.id).toBe(data.user?.id);
  const wrong = await client().auth.signInWithPassword({ ...person, password: "another" });
  expect(wrong.error?.code).toBe("invalid_credentials");
});

test("a code from a mail signs in as type email", async () => {
  const { error } = await client().auth.signInWithOtp({ email: person.email });
  expect(error).toBeNull();
  const mail = readFileSync(join(stateDir, "mail.jsonl"), "utf8");
  expect(mail).toContain(person.email);
  expect(mail).not.toContain("http://localhost:3999/auth/v1/");
  const token = /\b\d{6}\b/.exec(mail)?.[0] ?? "";
  const { data, error: refused } = await client().auth.verifyOtp({
    email: person.email,
    token,
    type: "email",
  });
  expect(refused).toBeNull();
  expect(data.session?.access_token).toBeTruthy();
});

test("a caller without the publishable key is refused", async () => {
  const response = await fetch(`${auth.url}/auth/v1/settings`);
  expect(response.status).toBe(401);
});
