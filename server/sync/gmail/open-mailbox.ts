import { type ConnectionRow, googleAccess, type QuotaOptions } from "#server/connections/index.ts";
import { type GmailClient, gmailClient, GoogleError } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

/** The mailbox behind a connection, named by its id or as it was just read. Throws when it has to be connected again. */
export async function openMailbox(
  job: RunningJob,
  connection: string | ConnectionRow,
  options?: QuotaOptions,
): Promise<GmailClient> {
  return gmailClient(await googleAccess(job.ctx, connection, options), job.signal);
}

/** The addresses the owner writes from: what the connection knows, and what Gmail says where it may be asked. */
export async function ownAddresses(
  mailbox: GmailClient,
  account: string,
  known: readonly string[],
): Promise<string[]> {
  const aliases = await mailbox.sendAs().catch((error: unknown) => {
    if (error instanceof GoogleError && error.kind !== "unavailable" && error.kind !== "rate_limited")
      return [];
    throw error;
  });
  return [...new Set([account, ...known, ...aliases])].filter((address) => address.includes("@"));
}
