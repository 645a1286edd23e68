import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { EnvSchema, parseEnv } from "./env.ts";

const good = {
  NODE_ENV: "production",
  APP_URL: "https://crm.acme.test",
  APP_SECRET: "kD9f2mQ7xV4bN8wZ1rT6yU3pL5sH0jGa",
  DATABASE_URL: "postgres://app:x@db.acme.test/crm?sslmode=verify-full",
  SYSTEM_DATABASE_URL: "postgres://system:x@db.acme.test/crm?sslmode=verify-full",
  REDIS_URL: "rediss://redis.acme.test",
  SUPABASE_URL: "https://project.supabase.test",
  SUPABASE_PUBLISHABLE_KEY: "key",
};

test("complete settings are read, with defaults for the rest", () => {
  expect(parseEnv(good)).toMatchObject({
    DATABASE_POOL_MAX: 10,
    STORAGE_DRIVER: "disk",
    LOCAL_STAND_INS: [],
  });
});

test.each([
  "DATABASE_URL",
  "SYSTEM_DATABASE_URL",
  "REDIS_URL",
  "SUPABASE_URL",
  "SUPABASE_PUBLISHABLE_KEY",
  "APP_SECRET",
])("a missing %s is named, with how to get it", (name) => {
  expect(() => parseEnv({ ...good, [name]: undefined })).toThrow(new RegExp(`${name}: \\S+`));
  expect(() => parseEnv({ ...good, [name]: "" })).toThrow(new RegExp(`${name}: \\S+`));
});

test.each([
  ["APP_SECRET", "change-me-change-me-change-me-change-me", "ALLOW_WEAK_SECRET"],
  ["REDIS_URL", "redis://redis.acme.test", "ALLOW_PLAIN_REDIS"],
  ["DATABASE_URL", "postgres://app:x@db.acme.test/crm", "ALLOW_UNVERIFIED_DATABASE_TLS"],
  [
    "SYSTEM_DATABASE_URL",
    "postgres://app:x@db.acme.test/crm?sslmode=require",
    "ALLOW_UNVERIFIED_DATABASE_TLS",
  ],
  ["SUPABASE_URL", "http://auth.acme.test", "ALLOW_PLAIN_HTTP"],
  ["OPENAI_BASE_URL", "http://models.acme.test/v1", "ALLOW_PLAIN_HTTP"],
])("production refuses an unsafe %s unless its opt-out is set", (name, value, optOut) => {
  expect(() => parseEnv({ ...good, [name]: value })).toThrow(new RegExp(`${name}: .*${optOut}`));
  expect(parseEnv({ ...good, [name]: value, [optOut]: "true" })).toHaveProperty(name, value);
  expect(parseEnv({ ...good, [name]: value, NODE_ENV: "development" })).toHaveProperty(name, value);
});

test("stand-ins are refused where others reach the app, and welcome on this machine", () => {
  expect(() => parseEnv({ ...good, LOCAL_STAND_INS: "postgres, redis" })).toThrow(
    /LOCAL_STAND_INS: postgres, redis/,
  );
  const here = {
    ...good,
    APP_URL: "http://localhost:3000",
    LOCAL_STAND_INS: "auth",
    REDIS_URL: "redis://127.0.0.1:6379",
  };
  expect(parseEnv(here).LOCAL_STAND_INS).toEqual(["auth"]);
});

test("whatever is not called development or test is production", () => {
  const { NODE_ENV: _, ...rest } = good;
  expect(() => parseEnv({ ...rest, REDIS_URL: "redis://redis.acme.test" })).toThrow(/REDIS_URL/);
});

test("certificates that nobody checks are refused, and one of one's own is taken in either form", () => {
  expect(() => parseEnv({ ...good, NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toThrow(/NODE_EXTRA_CA_CERTS/);
  expect(() => parseEnv({ ...good, DATABASE_URL: `${good.DATABASE_URL}&sslrootcert=ca.pem` })).toThrow(
    /DATABASE_CA/,
  );
  expect(() => parseEnv({ ...good, DATABASE_CA: "ca.pem" })).toThrow(/DATABASE_CA: a certificate/);
  const ca = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
  expect(parseEnv({ ...good, DATABASE_CA: ca }).DATABASE_CA).toBe(ca);
  expect(parseEnv({ ...good, DATABASE_CA: ca.replaceAll("\n", "\\n") }).DATABASE_CA).toBe(ca);
});

test("an error never repeats a value", () => {
  expect(() => parseEnv({ ...good, APP_SECRET: "too-short" })).not.toThrow(/too-short/);
});

test("the example names every variable once, and no other", () => {
  const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const [product = "", local = ""] = example.split("# Of `npm start`");
  const namesIn = (text: string) => [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  expect(namesIn(product).sort()).toEqual(Object.keys(EnvSchema.shape).sort());
  // Each of the others is read by what runs the product here, and by nothing of it.
  const launcher = ["instance/settings.ts", "packages/browser.ts"]
    .map((file) => readFileSync(new URL(`../local/${file}`, import.meta.url), "utf8"))
    .join();
  const read = [...launcher.matchAll(/(?:value\(|process\.env\[)"([A-Z_]+)"/g)].map(([, name = ""]) => name);
  const ownNames = new Set(read.filter((name) => !(name in EnvSchema.shape)));
  expect(namesIn(local).sort()).toEqual([...ownNames].sort());
});

test.each([
  ["UPLOAD_MAX_BYTES", "lots", /a whole number above 0, like 21474836480/],
  ["JOB_CONCURRENCY", "0", /a whole number above 0, like 4/],
  ["ALLOW_WEAK_SECRET", "yes", /true or false/],
  ["DATABASE_URL", "https://db.acme.test/crm", /postgres:\/\/…/],
  ["REDIS_URL", "https://redis.acme.test", /rediss:\/\/…/],
  ["GOOGLE_BASE_URL", "google", /leave it unset/],
])("a wrong %s is named, with what would be right", (name, value, words) => {
  expect(() => parseEnv({ ...good, [name]: value })).toThrow(words);
  expect(() => parseEnv({ ...good, [name]: value })).toThrow(new RegExp(`${name}: `));
});

test("half of Google's client is refused, and the other half is named", () => {
  expect(() => parseEnv({ ...good, GOOGLE_CLIENT_ID: "id" })).toThrow(/GOOGLE_CLIENT_SECRET: goes with/);
  expect(() => parseEnv({ ...good, GOOGLE_CLIENT_SECRET: "x" })).toThrow(/GOOGLE_CLIENT_ID: goes with/);
});

test("files at Supabase need its secret key, and no other key passes for it", () => {
  const named = { ...good, STORAGE_DRIVER: "supabase" };
  expect(() => parseEnv(named)).toThrow(/SUPABASE_SECRET_KEY: .*Settings, API Keys/);
  const anon = `e30.${Buffer.from(JSON.stringify({ role: "anon" })).toString("base64url")}.x`;
  for (const key of [good.SUPABASE_PUBLISHABLE_KEY, "sb_publishable_x", anon]) {
    expect(() => parseEnv({ ...named, SUPABASE_SECRET_KEY: key })).toThrow(
      /SUPABASE_SECRET_KEY: is the publishable/,
    );
  }
  const keyed = { ...named, SUPABASE_SECRET_KEY: "sb_secret_x" };
  expect(parseEnv(keyed)).toMatchObject({
    STORAGE_BUCKET: "omnicrm-uploads",
    UPLOAD_DIRECT_MAX_BYTES: 4_194_304,
  });
  expect(() => parseEnv({ ...keyed, STORAGE_URL: "http://files.acme.test" })).toThrow(/STORAGE_URL: .*https/);
  expect(() => parseEnv({ ...keyed, STORAGE_BUCKET: "My Files" })).toThrow(/STORAGE_BUCKET: 3 to 63/);
});

test("models are named in their order, and each needs a key or a server", () => {
  const named = parseEnv({
    ...good,
    OPENAI_API_KEY: "sk",
    MODEL_SERVERS: "ollama=http://127.0.0.1:11434/v1, openrouter=https://openrouter.ai/api/v1",
    MODEL_SERVER_KEYS: "openrouter=sk-or=1",
    MODELS_STRONG: "openrouter/anthropic/claude, openai/gpt-5.1",
  });
  expect(named).toMatchObject({
    MODELS_STRONG: ["openrouter/anthropic/claude", "openai/gpt-5.1"],
    MODEL_SERVER_KEYS: [{ name: "openrouter", value: "sk-or=1" }],
  });
  expect(() => parseEnv({ ...good, MODELS_FAST: "anthropic/claude-haiku-4-5" })).toThrow(
    /MODELS_FAST: .*ANTHROPIC_API_KEY/,
  );
  expect(() => parseEnv({ ...good, MODELS_FAST: "ollama/llama3.2" })).toThrow(/MODELS_FAST: .*MODEL_SERVERS/);
  expect(() => parseEnv({ ...good, MODELS_FAST: "llama3.2" })).toThrow(/MODELS_FAST: provider\/model/);
  expect(() => parseEnv({ ...good, MODEL_SERVERS: "openai=https://x.example/v1" })).toThrow(
    /MODEL_SERVERS: "openai"/,
  );
  expect(() => parseEnv({ ...good, MODEL_SERVER_KEYS: "nobody=sk-1" })).toThrow(
    /MODEL_SERVER_KEYS: .*"nobody"/,
  );
});
