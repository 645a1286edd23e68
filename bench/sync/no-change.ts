import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { syncConnection } from "#server/sync/index.ts";

import { connect } from "../connections.ts";
import type { BenchServices } from "../services.ts";
import type { BenchGoogle } from "./google.ts";
import { endOf, type OpenMailbox } from "./mailbox.ts";

/** Of sessions of the app's login: what the sweeps of a worker ask goes by the system's. */
const statement = /^omnicrm\|.*(?:statement|execute [^:]*): (?!begin|commit|rollback)/gim;

/**
 * What "sync now" takes where nothing is new: calls of the provider, and statements of the job's transactions with their
 * set-up. No worker runs until the job waits, so that the log holds what the job asks and nothing else.
 */
export async function measureNoChange(
  { adminUrl, folder }: BenchServices,
  google: BenchGoogle,
  { owner, connectionId }: OpenMailbox,
  restartWorker: () => Promise<void>,
): Promise<{ calls: number; queries: number }> {
  const admin = connect(adminUrl);
  const logFile = join(folder, "logs", "postgres.log");
  try {
    const { jobId } = await syncConnection(owner, { id: connectionId });
    await admin`alter system set log_statement = 'all'`;
    await admin`alter system set log_line_prefix = '%a|'`;
    await admin`select pg_reload_conf()`;
    await google.forget();
    const from = statSync(logFile).size;
    await restartWorker();
    await endOf(jobId);
    const { total } = await google.counts();
    const log = readFileSync(logFile).subarray(from).toString("utf8");
    return { calls: total, queries: log.match(statement)?.length ?? 0 };
  } finally {
    await admin`alter system reset log_statement`;
    await admin`alter system reset log_line_prefix`;
    await admin`select pg_reload_conf()`;
    await admin.end();
  }
}
