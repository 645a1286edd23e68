import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { type CursorRow, cursorRows, type LiveSource, partOf } from "../cursors.ts";
import { type ConnectionRow, connectionRow, ownerOnly } from "../internal.ts";

/** The caller's own account, not a file. Throws not_found, unsupported, forbidden. */
export async function ownAccount(tx: Tx, ctx: Context, id: string): Promise<ConnectionRow> {
  const connection = await connectionRow(tx, id);
  if (connection.provider === "file") {
    throw new AppError("unsupported", `"${connection.label}" is a file: its import accounts for all of it.`);
  }
  if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
  return connection;
}

/** The row of what is followed there; throws conflict where nothing is approved or the provider cannot be asked. */
export async function followedSource(
  tx: Tx,
  connection: ConnectionRow,
  source: LiveSource,
): Promise<CursorRow> {
  if (connection.state !== "active") {
    throw new AppError("conflict", `Connect ${connection.label} again in settings, then try this again.`);
  }
  const row = (await cursorRows(tx, connection.id)).find(
    (one) => one.source === source && one.part === partOf(source),
  );
  if (row?.rule) return row;
  const what = source === "gmail" ? "mail" : "calendar";
  throw new AppError(
    "conflict",
    `Nothing of the ${what} of ${connection.label} is approved yet: preview it and approve its import first.`,
  );
}
