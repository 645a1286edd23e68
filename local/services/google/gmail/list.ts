import type { Database } from "../database.ts";
import { invalid } from "../errors.ts";
import { type Condition, parseQuery } from "./query.ts";

export interface ListQuery {
  readonly q: string;
  readonly labelIds: readonly string[];
  readonly includeSpamTrash: boolean;
  readonly limit: number;
  readonly pageToken: string | null;
}

type Listed = { id: string; thread_id: string; internal_date: number };

export interface Page {
  readonly items: readonly Listed[];
  readonly nextPageToken?: string;
  readonly resultSizeEstimate: number;
}

// Gmail's own estimate says so for nearly every larger mailbox.
const estimateMax = 201;

/** Newest first. Pages stay whole while new mail arrives, since each begins after the last one's date and id. */
export function listMessages(database: Database, email: string, query: ListQuery): Page {
  const { conditions, order } = plan(email, query);
  const sql = `select m.id, m.thread_id, m.internal_date from messages m where ${order} limit ?`;
  const items = database.all<Listed>(sql, ...conditions.flatMap(({ values }) => values), query.limit + 1);
  return pageOf(items, query.limit);
}

/** The threads that hold such messages, by their newest one among them. */
export function listThreads(database: Database, email: string, query: ListQuery): Page {
  const { conditions, where, cursor } = plan(email, query);
  const found = database.all<Listed>(
    `select id, thread_id, internal_date from (
       select m.thread_id as id, m.thread_id, max(m.internal_date) as internal_date
       from messages m where ${where} group by m.thread_id
     ) where ${cursor.sql} order by internal_date desc, id desc limit ?`,
    ...conditions.slice(0, -1).flatMap(({ values }) => values),
    ...cursor.values,
    query.limit + 1,
  );
  return pageOf(found, query.limit);
}

function plan(email: string, query: ListQuery) {
  const parsed = parseQuery(query.q);
  const hidden = query.includeSpamTrash || parsed.coversSpamAndTrash ? "" : "-in:spam -in:trash";
  const cursor = cursorOf(query.pageToken);
  const filters: Condition[] = [
    { sql: "m.email = ?", values: [email] },
    ...query.labelIds.flatMap((id) => parseQuery(`label:"${id}"`).conditions),
    ...(query.labelIds.some((id) => id === "SPAM" || id === "TRASH") ? [] : parseQuery(hidden).conditions),
    ...parsed.conditions,
  ];
  const conditions = [...filters, cursor];
  const where = filters.map(({ sql }) => `(${sql})`).join(" and ");
  const order = `${where} and ${cursor.sql} order by m.internal_date desc, m.id desc`;
  return { conditions, where, order, cursor };
}

function cursorOf(pageToken: string | null): Condition {
  if (pageToken === null) return { sql: "1 = 1", values: [] };
  const [date = "", id = ""] = Buffer.from(pageToken, "base64url").toString().split(":");
  if (!/^-?\d+$/.test(date) || id === "") throw invalid("Invalid pageToken");
  return { sql: "(internal_date, id) < (?, ?)", values: [Number(date), id] };
}

function pageOf(found: readonly Listed[], limit: number): Page {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length === items.length || last === undefined) {
    return { items, resultSizeEstimate: Math.min(items.length, estimateMax) };
  }
  const token = `${String(last.internal_date)}:${last.id}`;
  return {
    items,
    nextPageToken: Buffer.from(token).toString("base64url"),
    resultSizeEstimate: estimateMax,
  };
}
