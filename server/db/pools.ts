import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";

import { perProcess } from "#lib/per-process.ts";

import { env } from "../env.ts";
import { connectDatabase } from "./connect.ts";

const createDatabase = (client: postgres.Sql) => drizzle(client);

export type Database = ReturnType<typeof createDatabase>;
/** A transaction: what every function that touches tables receives. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface Pool {
  db: Database;
  client: postgres.Sql;
}

interface PoolSettings {
  url: string;
  max: number;
  name: string;
}

function open({ url, max, name }: PoolSettings): Pool {
  const client = connectDatabase(url, { ca: env().DATABASE_CA, max, name });
  return { client, db: createDatabase(client) };
}

const pools = perProcess("db.pools", (): { app?: Pool | undefined; system?: Pool | undefined } => ({}));

/** The app's login: a member of `authenticated` and nothing else. Reached through asUser() only. */
export function appPool(): Pool {
  pools.app ??= open({ url: env().DATABASE_URL, max: env().DATABASE_POOL_MAX, name: "omnicrm" });
  return pools.app;
}

/**
 * The login that sees every tenant: claim and sweep of jobs, resolving an API key, provisioning, migrations.
 * A check lists the files that may call it.
 */
export function systemPool(): Pool {
  pools.system ??= open({
    url: env().SYSTEM_DATABASE_URL,
    max: Math.min(3, env().DATABASE_POOL_MAX),
    name: "omnicrm-system",
  });
  return pools.system;
}

export async function closePools(): Promise<void> {
  const open = [pools.app, pools.system].filter((pool) => pool !== undefined);
  pools.app = undefined;
  pools.system = undefined;
  await Promise.all(open.map((pool) => pool.client.end({ timeout: 5 })));
}
