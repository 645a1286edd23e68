import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";

export type Sort = "name" | "recent" | "lastInteraction";

interface Statement {
  sql: string;
  params: unknown[];
}

const limit = 50;

/** The statement that contacts.list sends for this page, with its values written in. `databaseUrl` needs rights on it. */
export async function captureListQuery(
  databaseUrl: string,
  ctx: Context,
  sort: Sort,
  cursor?: string,
): Promise<string> {
  const statements: Statement[] = [];
  const client = postgres(databaseUrl, { max: 1, prepare: false });
  const db = drizzle(client, { logger: { logQuery: (sql, params) => statements.push({ sql, params }) } });
  try {
    const input = listContacts.definition.input.parse({ sort, limit, ...(cursor ? { cursor } : {}) });
    await db.transaction(async (tx) => {
      const open = { tx, changeSetId: null, events: [], afterCommit: [] };
      await listContacts.definition.run({ ctx: { ...ctx, open }, tx, input });
    });
  } finally {
    await client.end();
  }
  const [statement] = statements;
  if (!statement || statements.length > 1)
    throw new Error("contacts.list sent not one statement but several, or none");
  return withValues(statement);
}

/** The same statement for somebody whom no policy bounds: what the policies would add is its workspace. */
export function boundByHand(query: string, workspaceId: string): string {
  const policy = "where c.deleted_at is null";
  const parts = query.split(policy);
  if (parts.length !== 2) throw new Error("the list's filter does not stand where it was expected");
  return parts.join(`where c.workspace_id = '${workspaceId}' and c.deleted_at is null`);
}

function withValues({ sql, params }: Statement): string {
  return sql.replaceAll(/\$(\d+)/g, (_, place: string) => {
    const value = params[Number(place) - 1];
    return typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
}
