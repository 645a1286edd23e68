import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";

import { connectDatabase } from "#server/db/connect.ts";
import { EnvSchema } from "#server/env.ts";
import { ensureBucket } from "#server/storage/index.ts";

import { migrate } from "./migrate.ts";

const login = "omnicrm_app";

export interface SetUp {
  /** What DATABASE_URL is to be; null where the login existed and its password is known to its owner alone. */
  appUrl: string | null;
}

/**
 * Prepares a Supabase project: the app's login, which is a member of `authenticated` and nothing else, and the tables.
 * May run any number of times; `newPassword` gives an existing login another password. Throws what the database says.
 */
export async function setUp(systemUrl: string, { newPassword }: { newPassword: boolean }): Promise<SetUp> {
  const client = connectDatabase(systemUrl, { ca: process.env.DATABASE_CA });
  const password = randomBytes(24).toString("base64url");
  let isNew = false;
  try {
    const [found] = await client`select 1 from pg_roles where rolname = ${login}`;
    isNew = !found;
    // The password is ours, of letters that need no quoting; no parameter may stand in these statements.
    if (isNew) await client.unsafe(`create role ${login} login noinherit password '${password}'`);
    else if (newPassword) await client.unsafe(`alter role ${login} password '${password}'`);
    await client.unsafe(`grant authenticated to ${login} with inherit false, set true`);
  } finally {
    await client.end({ timeout: 5 });
  }
  await migrate(systemUrl);
  if (!isNew && !newPassword) return { appUrl: null };
  const appUrl = appUrlOf(systemUrl, password);
  await tryLogin(appUrl);
  return { appUrl };
}

/** Supabase's pooler tells projects apart by what follows the dot in the login. */
function appUrlOf(systemUrl: string, password: string): string {
  const url = new URL(systemUrl);
  const project = decodeURIComponent(url.username).split(".")[1];
  url.username = project === undefined ? login : `${login}.${project}`;
  url.password = password;
  return url.href;
}

async function tryLogin(appUrl: string): Promise<void> {
  const client = connectDatabase(appUrl, { ca: process.env.DATABASE_CA });
  try {
    await client.begin(async (tx) => {
      await tx`select set_config('role', 'authenticated', true)`;
      await tx`select id from crm.contacts limit 1`;
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** The private bucket for uploads, where Storage is named; answers a line for whoever runs this. Throws words. */
export async function setUpFiles(source: Record<string, string | undefined>): Promise<string | null> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  if (given["STORAGE_DRIVER"] !== "supabase") return null;
  const { STORAGE_BUCKET, UPLOAD_MAX_BYTES } = EnvSchema.pick({
    STORAGE_BUCKET: true,
    UPLOAD_MAX_BYTES: true,
  }).parse(given);
  const url = given["STORAGE_URL"] ?? given["SUPABASE_URL"];
  const secretKey = given["SUPABASE_SECRET_KEY"];
  if (!url || !secretKey) {
    throw new Error(
      "For the bucket of uploads set SUPABASE_URL and SUPABASE_SECRET_KEY too (Settings, API Keys).",
    );
  }
  const made = await ensureBucket({ url, secretKey, bucket: STORAGE_BUCKET }, UPLOAD_MAX_BYTES);
  return `The private bucket "${STORAGE_BUCKET}" ${made === "made" ? "was made" : "is there"}.`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const systemUrl = process.env.SYSTEM_DATABASE_URL;
  if (systemUrl === undefined || systemUrl === "") {
    process.stderr.write(
      "Set SYSTEM_DATABASE_URL: the connection string of your project's postgres login.\n",
    );
    process.exit(1);
  }
  const { appUrl } = await setUp(systemUrl, { newPassword: process.argv.includes("--new-password") });
  process.stdout.write(
    appUrl === null
      ? "The database is up to date. The app's login exists; make it a new password with -- --new-password.\n"
      : `The database is ready. Keep this, it is shown once:\nDATABASE_URL=${appUrl}\n`,
  );
  const files = await setUpFiles(process.env);
  if (files !== null) process.stdout.write(`${files}\n`);
}
