import { and, desc, eq, lt } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { uploads } from "#drizzle/schema/sync.ts";
import { ConnectionPage, ListConnectionsInput } from "#lib/schemas/sync.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { calendarsOfAccounts } from "./calendars/account-calendars.ts";
import { sourcesOf } from "./cursors.ts";
import { waitingPreviews } from "./waiting-previews.ts";

export const listConnections = operation({
  name: "connections.list",
  summary: "List where mail and events come from: uploaded files and accounts, each with how its sync goes",
  input: ListConnectionsInput,
  output: ConnectionPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/connections" },
  async run({ ctx, tx, input: { cursor, limit } }) {
    const after = decodeCursor(cursor, IdCursor);
    const rows = await tx
      .select({ connection: connections, upload: uploads })
      .from(connections)
      .leftJoin(uploads, eq(uploads.connectionId, connections.id))
      .where(and(eq(connections.removed, false), after ? lt(connections.id, after[0]) : undefined))
      .orderBy(desc(connections.id))
      .limit(limit + 1);
    const ids = rows.map((row) => row.connection.id);
    const calendars = await calendarsOfAccounts(tx, ids);
    const sources = await sourcesOf(tx, ids, ctx.user.id, calendars);
    const waiting = await waitingPreviews(tx, ctx.user.id);
    return toPage(
      rows,
      limit,
      (row) => [row.connection.id],
      ({ connection, upload }) => ({
        id: connection.id,
        provider: connection.provider,
        own: connection.ownerId === ctx.user.id,
        label: connection.label,
        account: connection.account,
        scopes: connection.scopes,
        state: connection.state,
        sources: sources.get(connection.id) ?? [],
        calendars: calendars.get(connection.id) ?? [],
        previews: waiting.flatMap(({ connectionId, label: _, ...preview }) =>
          connectionId === connection.id ? [preview] : [],
        ),
        addresses: connection.addresses,
        audience: connection.audience,
        byteSize: upload?.byteSize ?? null,
        fileKept: upload !== null && upload.removedAt === null,
        createdAt: connection.createdAt.toISOString(),
      }),
    );
  },
});
