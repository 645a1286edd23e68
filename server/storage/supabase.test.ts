import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { Upload as Transfer } from "tus-js-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startTestStorage, type TestStorage } from "#local/testing/storage/server.ts";

import { ensureBucket } from "./bucket.ts";
import type { DirectUploads, StorageDriver } from "./driver.ts";
import { supabaseStorage, type SupabaseSettings } from "./supabase.ts";
import { uploadOrigin } from "./upload-address.ts";

let service: TestStorage;
let settings: SupabaseSettings;
let driver: StorageDriver;
const megabyte = 1024 ** 2;

beforeAll(async () => {
  service = await startTestStorage();
  settings = { url: service.publicUrl, secretKey: service.secretKey, bucket: "omnicrm-uploads" };
  driver = supabaseStorage(settings);
  await ensureBucket(settings, 50 * megabyte);
});
beforeEach(() => {
  service.cuts.length = 0;
  service.tokenSeconds = 7_200;
  service.requests.length = 0;
});
afterAll(() => service.stop());

const direct = (): DirectUploads => {
  if (!driver.direct) throw new Error("files go straight to Supabase");
  return driver.direct;
};

/** As the browser does it, by the same library. */
async function send(key: string, bytes: Buffer, headers?: Record<string, string>): Promise<void> {
  const { url, metadata, chunkBytes } = direct().address(key);
  const permit = headers ?? (await direct().permit(key)).headers;
  await new Promise<void>((resolve, reject) => {
    new Transfer(bytes, {
      endpoint: url,
      metadata,
      headers: permit,
      chunkSize: chunkBytes,
      retryDelays: [0, 0],
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
}

test("a bucket is made private, found again, and refused in words when it is open to everybody", async () => {
  const own = { ...settings, bucket: "another-one" };
  expect(await ensureBucket(own, 9)).toBe("made");
  expect(await ensureBucket(own, 10)).toBe("found");
  expect(service.buckets.get("another-one")).toEqual({ public: false, file_size_limit: 10 });
  service.buckets.set("open", { public: true, file_size_limit: null });
  await expect(ensureBucket({ ...settings, bucket: "open" }, 9)).rejects.toThrow(
    /"open" is public: make it private/,
  );
  service.projectMaxBytes = 1_000;
  await expect(ensureBucket(own, 2_000)).rejects.toThrow(
    /no file of 2 kB: raise the limit .* or set UPLOAD_MAX_BYTES/,
  );
  service.projectMaxBytes = Number.POSITIVE_INFINITY;
  await expect(ensureBucket({ ...own, secretKey: "sb_secret_wrong" }, 9)).rejects.toThrow(
    /Check SUPABASE_SECRET_KEY/,
  );
});

test("a file is put, measured, read from any byte and removed", async () => {
  const bytes = randomBytes(300_000);
  expect(await driver.put("w/one", Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]))).toBe(300_000);
  expect(await driver.size("w/one")).toBe(300_000);
  expect(await buffer(await driver.open("w/one", 0))).toEqual(bytes);
  expect(await buffer(await driver.open("w/one", 299_990))).toEqual(bytes.subarray(299_990));
  expect(await buffer(await driver.open("w/one", 300_000))).toHaveLength(0);
  await driver.remove("w/one");
  expect(await driver.size("w/one")).toBeNull();
  await expect(driver.open("w/one", 0)).rejects.toMatchObject({ code: "ENOENT" });
});

test("a source that breaks is the error, and leaves no file", async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(1_000);
      await Promise.resolve();
      throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
    })(),
  );
  await expect(driver.put("w/broken", broken)).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await driver.size("w/broken")).toBeNull();
});

test("a read that breaks off goes on at the byte where it stood", async () => {
  const bytes = randomBytes(500_000);
  await driver.put("w/cut", Readable.from([bytes]));
  service.cuts.push(
    { method: "GET", afterBytes: 100_000 },
    { method: "GET", afterBytes: 0 },
    { method: "GET", afterBytes: 7 },
  );
  expect((await buffer(await driver.open("w/cut", 1_000))).equals(bytes.subarray(1_000))).toBe(true);
  expect(service.requests.filter((request) => request === "GET /object/omnicrm-uploads/w/cut")).toHaveLength(
    4,
  );
});

test("only files last written before are listed, over as many pages as there are", async () => {
  const old = new Date("2020-01-01");
  for (let n = 0; n < 1_001; n++) {
    service.objects.set(`omnicrm-uploads/many/${n}`, { bytes: Buffer.alloc(1), updatedAt: old });
  }
  await driver.put("fresh/one", Readable.from([Buffer.from("x")]));
  const keys = [];
  for await (const key of driver.olderThan(new Date("2021-01-01"))) {
    // What is taken away on the way moves none of the pages to come.
    if (keys.length < 5) await driver.remove(key);
    keys.push(key);
  }
  expect(new Set(keys).size).toBe(1_001);
  expect(await driver.size("fresh/one")).toBe(1);
});

test("a connection that is cut twice in the middle of a large file goes on, and the file is whole", async () => {
  const bytes = randomBytes(14 * megabyte);
  service.cuts.push({ method: "PATCH", afterBytes: 5_000_000 }, { method: "PATCH", afterBytes: 900_000 });
  await send("w/large", bytes);
  expect(await driver.size("w/large")).toBe(bytes.length);
  expect((await buffer(await driver.open("w/large", 0))).equals(bytes)).toBe(true);
  expect(service.requests.filter((request) => request.startsWith("HEAD"))).toHaveLength(2);
});

test("a permission is for one file, and for a while", async () => {
  const { headers, expiresAt } = await direct().permit("w/mine");
  expect(expiresAt?.getTime()).toBeGreaterThan(Date.now() + 7_000_000);
  await expect(send("w/theirs", Buffer.from("x"), headers)).rejects.toThrow(/does not match/);
  await expect(send("w/mine", Buffer.from("x"), { "x-signature": "a.b.c" })).rejects.toThrow(
    /Invalid Compact JWS/,
  );
  service.tokenSeconds = -1;
  await expect(send("w/mine", Buffer.from("x"))).rejects.toThrow(/timestamp check failed/);
  expect(await driver.size("w/mine")).toBeNull();
});

test("a file over the bucket's limit is refused before its first byte", async () => {
  await expect(send("w/huge", Buffer.alloc(51 * megabyte))).rejects.toThrow(/413/);
  expect(service.requests.filter((request) => request.startsWith("PATCH"))).toHaveLength(0);
});

test("a page may talk to Storage only where it is named", () => {
  const SUPABASE_URL = "https://abcdefgh.supabase.co";
  expect(uploadOrigin({ STORAGE_DRIVER: "disk", SUPABASE_URL })).toBeNull();
  expect(uploadOrigin({ STORAGE_DRIVER: "supabase", SUPABASE_URL })).toBe(
    "https://abcdefgh.storage.supabase.co",
  );
  const own = { STORAGE_DRIVER: "supabase", STORAGE_URL: "https://files.acme.test/x", SUPABASE_URL } as const;
  expect(uploadOrigin(own)).toBe("https://files.acme.test");
});

test("it answers while its bucket is there, and not where it is another's or away", async () => {
  expect(await driver.answers()).toBe(true);
  expect(await supabaseStorage({ ...settings, bucket: "never-made" }).answers()).toBe(false);
  expect(await supabaseStorage({ ...settings, url: "http://127.0.0.1:1" }).answers()).toBe(false);
});
