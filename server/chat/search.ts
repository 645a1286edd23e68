import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { FoundThreadPage, SearchThreadsInput } from "#lib/schemas/chat-threads.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { notDeleted, selectThreads } from "./internal.ts";
import { wordQueries } from "./word-queries.ts";

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

export const searchThreads = operation({
  name: "chat.search",
  summary: "Find your conversations with the assistant by their title and by what was said, the latest first",
  input: SearchThreadsInput,
  output: FoundThreadPage,
  permission: "chat:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/chat/search" },
  async run({ tx, input: { query, cursor, limit } }) {
    const at = decodeCursor(cursor, Cursor);
    const words = wordQueries(query);
    if (words.length === 0) return { items: [], nextCursor: null };
    const conditions = [
      notDeleted,
      ...words.map(isSaid),
      ...(at ? [sql`(t.last_at, t.id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`] : []),
    ];
    const threads = await selectThreads(tx, conditions, limit + 1);
    const excerpts = await excerptsOf(
      tx,
      threads.map(({ id }) => id),
      words,
    );
    return toPage(
      threads,
      limit,
      (thread) => [thread.lastAt, thread.id],
      (thread) => ({ ...thread, excerpt: excerpts.get(thread.id) ?? null }),
    );
  },
});

// By thread, not by an index of words: row level security keeps such an index from being used, and one's own threads
// are walked in the order of the list, until the page is full.
const isSaid = (word: string): SQL => sql`(to_tsvector('simple', t.title) @@ to_tsquery('simple', ${word})
  or exists (select 1 from crm.chat_messages m
    where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.words @@ to_tsquery('simple', ${word})))`;

const marks = 'StartSel="", StopSel="", MaxWords=16, MinWords=8';

async function excerptsOf(
  tx: Tx,
  ids: readonly string[],
  words: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const any = sql`to_tsquery('simple', ${words.join(" | ")})`;
  const rows = await tx.execute<{ id: string; excerpt: string }>(sql`
    select t.id, ts_headline('simple', left(f.said, 50000), ${any}, ${marks}) as excerpt
    from crm.chat_threads t cross join lateral (
      select (select string_agg(v #>> '{}', ' ')
        from jsonb_path_query(m.parts, '$[*] ? (@.type == "text").text') as part(v)) as said
      from crm.chat_messages m
      where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.words @@ ${any}
      order by m.seq desc limit 1) f
    where t.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map(rows.map(({ id, excerpt }) => [id, excerpt.replaceAll(/\s+/g, " ").trim()]));
}
