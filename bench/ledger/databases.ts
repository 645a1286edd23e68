import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { appLogin } from "#local/services/postgres/settings.ts";
import { appPool, type Database } from "#server/db/index.ts";

import type { BenchRun } from "../bench.ts";
import type { BenchServices } from "../services.ts";
import { clients } from "./one-contact.ts";

export interface Databases {
  /** As the app has it. */
  audited: Database;
  /** The app's login on connections where no trigger runs: no ledger, and no check of foreign keys. */
  untriggered: Database;
  /** A superuser's on such connections: no policies either. */
  bare: Database;
}

/** The same database by three kinds of connections. Only a superuser can allow what the second and third do. */
export async function openDatabases(
  { postgres: { appUrl }, adminUrl }: BenchServices,
  { atEnd }: BenchRun,
): Promise<Databases> {
  const open = (url: string): Database => {
    const connection = { session_replication_role: "replica" };
    const client = postgres(url, { max: clients, prepare: false, onnotice: () => undefined, connection });
    atEnd(() => client.end());
    return drizzle(client);
  };
  const bare = open(adminUrl);
  await bare.execute(`grant set on parameter session_replication_role to ${appLogin}`);
  return { audited: appPool().db, untriggered: open(appUrl), bare };
}
