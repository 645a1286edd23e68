import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { databaseUrl } from "#local/services/postgres/url.ts";
import { startThrowawayServices, type ThrowawayServices } from "#local/testing/throwaway.ts";

import { startTestStorage } from "#local/testing/storage/server.ts";

import { setUp, setUpFiles } from "./set-up.ts";

let services: ThrowawayServices;
beforeAll(async () => {
  services = await startThrowawayServices();
});
afterAll(() => services.dispose());

async function answers(url: string): Promise<boolean> {
  const client = postgres(url, { prepare: false, max: 1 });
  try {
    await client`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

test("an empty project gets its tables and a login that sees nothing by itself; again, nothing changes", async () => {
  const admin = databaseUrl(services.postgres.adminUrl, "omnicrm");
  await dropLogin(admin);
  const first = await setUp(admin, { newPassword: false });
  if (first.appUrl === null) throw new Error("the first run makes the login");
  const app = postgres(first.appUrl, { prepare: false, max: 1 });
  await expect(app`select id from crm.contacts`).rejects.toMatchObject({ code: "42501" });
  await app.end();

  expect(await setUp(admin, { newPassword: false })).toEqual({ appUrl: null });
  const { appUrl } = await setUp(admin, { newPassword: true });
  if (appUrl === null) throw new Error("a new password was asked for");
  expect(await answers(appUrl)).toBe(true);
  expect(await answers(first.appUrl)).toBe(false);
});

async function dropLogin(admin: string): Promise<void> {
  const client = postgres(admin, { prepare: false, max: 1, onnotice: () => undefined });
  await client.unsafe("drop owned by omnicrm_app; drop role omnicrm_app");
  await client.end();
}

test("the bucket for uploads is made where Storage is named, and nowhere else", async () => {
  const service = await startTestStorage();
  service.buckets.clear();
  expect(await setUpFiles({})).toBeNull();
  expect(await setUpFiles(service.environment)).toBe('The private bucket "omnicrm-uploads" was made.');
  expect(await setUpFiles({ ...service.environment, UPLOAD_MAX_BYTES: "1000" })).toMatch(/is there/);
  expect(service.buckets.get("omnicrm-uploads")).toEqual({ public: false, file_size_limit: 1_000 });
  const keyless = setUpFiles({ ...service.environment, SUPABASE_SECRET_KEY: "" });
  await expect(keyless).rejects.toThrow(/set SUPABASE_URL and SUPABASE_SECRET_KEY/);
  await service.stop();
});
