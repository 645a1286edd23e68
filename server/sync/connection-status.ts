import { eq, sql } from "drizzle-orm";

import { uploads } from "#drizzle/schema/sync.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { ConnectionStatus, type SourceStatus } from "#lib/schemas/reconciliation.ts";
import { isoOrNull, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { calendarsOfAccounts } from "./calendars/account-calendars.ts";
import { calendarOf, type CursorRow, cursorRows } from "./cursors.ts";
import { connectionRow } from "./internal.ts";
import { StoredError } from "./read-preview.ts";

export const connectionStatus = operation({
  name: "connections.status",
  summary:
    "How an account stands to its provider: last and next sync, push, what went wrong and what to do, what failed",
  guidance: "The id comes from connections_list.",
  input: IdInput,
  output: ConnectionStatus,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/connections/{id}/status" },
  async run({ ctx, tx, input: { id } }) {
    const connection = await connectionRow(tx, id);
    const [rows, failed] = [await cursorRows(tx, id), await failedBySource(tx, id)];
    const calendars = (await calendarsOfAccounts(tx, [id])).get(id) ?? [];
    const own = connection.ownerId === ctx.user.id;
    return {
      id,
      provider: connection.provider,
      label: connection.label,
      account: connection.account,
      own,
      scopes: connection.scopes,
      state: connection.state,
      file: await fileOf(tx, id),
      sources: rows.flatMap((row) => {
        const calendar = own ? calendarOf(row, calendars) : null;
        return sourceStatus(row, calendar, failed.get(row.source) ?? 0);
      }),
      calendars,
      failed: [...failed.values()].reduce((sum, count) => sum + count, 0),
    };
  },
});

async function fileOf(tx: Tx, connectionId: string): Promise<ConnectionStatus["file"]> {
  const [file] = await tx.select().from(uploads).where(eq(uploads.connectionId, connectionId));
  return file ? { byteSize: file.byteSize, kept: file.removedAt === null } : null;
}

function sourceStatus(row: CursorRow, calendar: SourceStatus["calendar"], failed: number): SourceStatus[] {
  if (row.source === "file") return [];
  return [
    {
      source: row.source,
      calendar,
      following: row.rule !== null,
      syncedAt: isoOrNull(row.syncedAt),
      checkedAt: isoOrNull(row.checkedAt),
      nextSyncAt: isoOrNull(row.nextSyncAt),
      pushedAt: isoOrNull(row.pushedAt),
      pushUntil: isoOrNull(row.watchExpiresAt),
      pushTrouble: trouble(row.watchError),
      trouble: trouble(row.error),
      failed,
    },
  ];
}

function trouble(stored: unknown): SourceStatus["trouble"] {
  const error = StoredError.safeParse(stored).data;
  return error ? { ...error, next: nextStep(error.code) } : null;
}

/** What to do about an error, by its code. */
function nextStep(code: string): string {
  switch (code) {
    case "forbidden":
    case "unauthenticated":
      return "Connect the account again; nothing that came in is lost.";
    case "rate_limited":
    case "unavailable":
      return "It is tried again by itself. You need not do anything.";
    case "gone":
      return "Where it was given back to your account, it goes on by itself. Else stop what is new of it.";
    case "unsupported":
      return "Press Sync now. If it stays, ask whoever runs this installation.";
    default:
      return "Press Sync now to try it again. If it stays, say so to whoever runs this installation.";
  }
}

async function failedBySource(tx: Tx, connectionId: string): Promise<Map<string, number>> {
  const rows = await tx.execute<{ source: string; count: number }>(sql`
    select source, count(*)::int as count from crm.raw_events
    where connection_id = ${connectionId} and status = 'failed' group by source`);
  return new Map(rows.map(({ source, count }) => [source, count]));
}
