import { drizzle } from "drizzle-orm/postgres-js";

import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";

import { connect } from "../connections.ts";

export const sorts = ["name", "recent", "lastInteraction"] as const;
export type Sort = (typeof sorts)[number];

interface Statement {
  sql: string;
  params: unknown[];
}

export const pageSize = 50;

/** The statement that contacts.list sends for this page, with its values written in. */
export async function captureListQuery(
  systemUrl: string,
  ctx: Context,
  sort: Sort,
  cursor?: string,
): Promise<string> {
  const statements: Statement[] = [];
  const client = connect(systemUrl);
  const db = drizzle(client, { logger: { logQuery: (sql, params) => statements.push({ sql, params }) } });
  try {
    const input = listContacts.definition.input.parse({
      sort,
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    });
    await db.transaction(async (tx) => {
      const open = { tx, changeSetId: null, events: [], afterCommit: [], effects: [] };
      await listContacts.definition.run({ ctx: { ...ctx, open }, tx, input });
    });
  } finally {
    await client.end();
  }
  const [statement] = statements;
  if (!statement || statements.length > 1)
    throw new Error(`contacts.list sent ${String(statements.length)} statements for one page by ${sort}`);
  return withValues(statement);
}

function withValues({ sql, params }: Statement): string {
  return sql.replaceAll(/\$(\d+)/g, (_, place: string) => {
    const value = params[Number(place) - 1];
    return typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
  });
}

/** The same statement for somebody whom no policy bounds: it names the workspace itself, where that is quickest. */
export function boundByHand(query: string, workspaceId: string): string {
  const startsAtStats = query.includes("from crm.contact_stats s join");
  const first = startsAtStats ? "s" : "c";
  const changes: [string, string][] = [
    ["c.deleted_at is null", `${first}.workspace_id = '${workspaceId}' and c.deleted_at is null`],
    ["on o.id = c.company_id", "on o.workspace_id = c.workspace_id and o.id = c.company_id"],
  ];
  if (!startsAtStats)
    changes.push(["on s.contact_id = c.id", "on s.workspace_id = c.workspace_id and s.contact_id = c.id"]);
  return changes.reduce((bound, [from, to]) => replaceOnce(bound, from, to), query);
}

function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`contacts.list has changed: "${from}" is not in it once`);
  return parts.join(to);
}
