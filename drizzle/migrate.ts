import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";

import { connectDatabase } from "#server/db/connect.ts";

const ownFolder = fileURLToPath(new URL("./migrations", import.meta.url));

// Any number that no one else in the database uses will do.
const lockKey = 4_170_264_201;

/** Brings the database up to date. Several callers at once wait for each other. */
export async function migrate(systemUrl: string, migrationsFolder = ownFolder): Promise<void> {
  const client = connectDatabase(systemUrl, { ca: process.env.DATABASE_CA });
  try {
    await client`select pg_advisory_lock(${lockKey})`;
    await runMigrations(drizzle(client), { migrationsFolder, migrationsSchema: "drizzle" });
  } finally {
    // Ending the session gives the lock back, whatever became of the migration.
    await client.end({ timeout: 5 });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const systemUrl = process.env.SYSTEM_DATABASE_URL;
  if (systemUrl === undefined || systemUrl === "") {
    process.stderr.write("Set SYSTEM_DATABASE_URL to the database to migrate.\n");
    process.exit(1);
  }
  await migrate(systemUrl);
}
