import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { Services } from "./instance/services.ts";
import { randomSecret, readJson, writePrivateJson } from "./process/files.ts";

const Person = z.object({ email: z.string(), password: z.string(), apiKey: z.string().nullable() });
type Person = z.infer<typeof Person>;
const Demo = z.object({ first: Person, second: Person });
const CreatedKey = z.object({ ok: z.literal(true), data: z.object({ key: z.string() }) });

interface SeededPerson {
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

interface SeedOptions {
  readonly stateDir: string;
  readonly url: string;
  readonly services: Services;
}

/**
 * Two people in workspaces of their own, made as anybody would: they sign up and ask for an API key. Nobody
 * is made in an Auth that is not ours.
 */
export async function seed({
  stateDir,
  url,
  services,
}: SeedOptions): Promise<(SeededPerson & { secondUser: SeededPerson }) | undefined> {
  if (services.standIns.auth === undefined) return undefined;
  const path = join(stateDir, "demo.json");
  const demo = readJson(path, Demo) ?? { first: newPerson("ada"), second: newPerson("ben") };
  // Before anything is made, so that a start that is cut short meets the same people again.
  writePrivateJson(path, demo);
  const first = await seedPerson(demo.first, url, services);
  const second = await seedPerson(demo.second, url, services);
  if (demo.first.apiKey === null) await introduce(first, url);
  writePrivateJson(path, { first, second });
  return { ...first, secondUser: second };
}

function newPerson(name: string): Person {
  return { email: `${name}@omnicrm.example`, password: randomSecret().slice(0, 20), apiKey: null };
}

async function seedPerson(person: Person, url: string, services: Services): Promise<SeededPerson> {
  const { email, password, apiKey } = person;
  if (apiKey !== null && (await works(apiKey, url))) return { email, password, apiKey };
  const token = await signInOrUp(person, services);
  const response = await fetch(`${url}/api/v1/api-keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Local", scopes: ["*"] }),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`No API key for ${email}: ${String(response.status)} ${text.slice(0, 500)}`);
  return { email, password, apiKey: CreatedKey.parse(JSON.parse(text)).data.key };
}

/** As the owner of the demo mailbox is called, and where she lives. */
async function introduce({ apiKey, email }: SeededPerson, url: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/profile`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ displayName: "Ada Lindqvist", timeZone: "Europe/Stockholm" }),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw new Error(`The profile of ${email} was not set: ${await response.text()}`);
}

async function works(apiKey: string, url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/v1/contacts?limit=1`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(15_000),
  });
  return response.status === 200;
}

async function signInOrUp(
  { email, password }: Person,
  { authUrl, publishableKey }: Services,
): Promise<string> {
  const { auth } = createClient(authUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const known = await auth.signInWithPassword({ email, password });
  if (known.data.session !== null) return known.data.session.access_token;
  const { data, error } = await auth.signUp({ email, password });
  if (error !== null) throw new Error(`${email} cannot sign up: ${error.message}`);
  if (data.session === null) throw new Error(`${email} has to confirm the sign-up first.`);
  return data.session.access_token;
}
