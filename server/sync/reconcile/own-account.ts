import { and, eq, isNotNull, ne } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import type { DaySource } from "#lib/schemas/reconciliation.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { cursorRows, type LiveSource } from "../cursors.ts";
import { type ConnectionRow, connectionRow, ownerOnly, uploadRow } from "../internal.ts";

/** The caller's own account or file. Throws not_found, forbidden. */
export async function ownConnection(tx: Tx, ctx: Context, id: string): Promise<ConnectionRow> {
  const connection = await connectionRow(tx, id);
  if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
  return connection;
}

/** What of it is meant: of an account its mail unless said, of a file the file. Throws unsupported. */
export function sourceMeant({ provider, label }: ConnectionRow, source: DaySource | undefined): DaySource {
  const isFile = provider === "file";
  if (source !== undefined && isFile !== (source === "file")) {
    throw new AppError(
      "unsupported",
      isFile
        ? `"${label}" is a file: it has no mailbox at a provider.`
        : `${label} is an account, not a file.`,
    );
  }
  return source ?? (isFile ? "file" : "gmail");
}

/** Throws where it cannot be read: a file that is not kept, an account of which nothing is approved. */
export async function requireReadable(tx: Tx, connection: ConnectionRow, source: DaySource): Promise<void> {
  if (source === "file") await uploadRow(tx, connection.id);
  else await requireFollowed(tx, connection, source);
}

/** Throws conflict where nothing of the file is imported, or not yet all. */
export async function requireImported(tx: Tx, { id, label }: ConnectionRow): Promise<void> {
  const [batch] = await tx
    .select({ status: syncBatches.status })
    .from(syncBatches)
    .where(
      and(
        eq(syncBatches.connectionId, id),
        isNotNull(syncBatches.previewId),
        ne(syncBatches.status, "undone"),
      ),
    );
  if (batch?.status === "done") return;
  throw new AppError(
    "conflict",
    batch
      ? `The import of "${label}" is not done: wait for it, or go on with it.`
      : `Nothing of "${label}" is imported: approve its preview first.`,
  );
}

/** Throws conflict where nothing of the source is approved, or the provider cannot be asked. */
async function requireFollowed(tx: Tx, connection: ConnectionRow, source: LiveSource): Promise<void> {
  if (connection.state !== "active") {
    throw new AppError("conflict", `Connect ${connection.label} again in settings, then try this again.`);
  }
  const rows = await cursorRows(tx, connection.id);
  if (rows.some((row) => row.source === source && row.rule !== null)) return;
  const what = source === "gmail" ? "mail" : "calendar";
  throw new AppError(
    "conflict",
    `Nothing of the ${what} of ${connection.label} is approved yet: preview it and approve its import first.`,
  );
}
