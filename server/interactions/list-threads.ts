import { sql } from "drizzle-orm";
import { z } from "zod";

import { ListThreadsInput, type ThreadListItem, ThreadPage } from "#lib/schemas/interactions.ts";
import { decodeCursor, encodeCursor, operation, type OperationContext, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { isWaiting, ownAddresses } from "./own-addresses.ts";
import { threadCandidates, type ThreadPlace } from "./thread-candidates.ts";
import { describeThreads } from "./thread-list-items.ts";

/** Looked at for one page at most, where a filter leaves most of them out. */
const windowSize = 500;
const windowsAtMost = 6;

const PlaceCursor = z.tuple([z.string(), z.uuid()]);

interface Candidate extends Record<string, unknown> {
  id: string;
  last_at: string;
  fits: boolean;
  waiting: boolean;
}

type Input = z.output<typeof ListThreadsInput>;

export const listThreads = operation({
  name: "threads.list",
  summary: "List conversations by mail, newest first",
  guidance:
    "filter=waiting answers who waits for the user's answer: the last mail is from a person, to the user, older than two days. filter=people leaves out newsletters and notifications, filter=inbox what is archived. Narrow by contactId or by words in text. Read one with threads_get.",
  input: ListThreadsInput,
  output: ThreadPage,
  permission: "mail:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/threads" },
  async run({ ctx, tx, input }) {
    let place: ThreadPlace | null = decodeCursor(input.cursor, PlaceCursor);
    const found: Candidate[] = [];
    let ended = false;
    for (let window = 0; window < windowsAtMost && !ended && found.length <= input.limit; window++) {
      const size = input.filter === "all" ? input.limit + 1 : windowSize;
      const rows = await readWindow(tx, ctx, input, { after: place, limit: size });
      found.push(...rows.filter(({ fits }) => fits));
      const last = rows.at(-1);
      place = last ? [last.last_at, last.id] : place;
      ended = rows.length < size;
    }
    const shown = found.slice(0, input.limit);
    const lastShown = found.length > input.limit ? shown.at(-1) : undefined;
    const next = lastShown ? ([lastShown.last_at, lastShown.id] as const) : ended ? null : place;
    return {
      items: inOrder(
        shown,
        await describeThreads(
          tx,
          shown.map(({ id }) => id),
        ),
      ),
      nextCursor: next && encodeCursor(next),
    };
  },
});

/** Mail of files is in no inbox that one could archive it from. */
const isInInbox = sql`coalesce((
  select bool_or('INBOX' = any(r.labels))
  from crm.interactions i join crm.raw_events r on r.workspace_id = i.workspace_id and r.interaction_id = i.id
  where i.thread_id = t.id and r.source = 'gmail' and r.removed_at is null), true)`;

const readWindow = (
  tx: Tx,
  ctx: OperationContext,
  { filter, contactId, text }: Input,
  range: { after: ThreadPlace | null; limit: number },
): Promise<readonly Candidate[]> => {
  const fits = {
    all: sql`true`,
    inbox: isInInbox,
    waiting: isWaiting(ctx.user.id),
    people: sql`exists (select 1 from crm.interactions p where p.thread_id = t.id and p.sender_kind in ('person', 'own'))`,
  }[filter];
  return tx.execute<Candidate>(sql`
    with own as materialized (${ownAddresses})
    select t.id, t.last_at::text as last_at, ${fits} as fits, ${isWaiting(ctx.user.id)} as waiting
    from (${threadCandidates({ filter, contactId, text, userId: ctx.user.id, ...range })}) t
      cross join lateral (select i.id, i.direction, i.sender_kind, i.occurred_at from crm.interactions i
        where i.thread_id = t.id order by i.occurred_at desc limit 1) last
    order by t.last_at desc, t.id`);
};

type Described = Omit<ThreadListItem, "id" | "lastAt" | "waiting">;

function inOrder(rows: readonly Candidate[], described: ReadonlyMap<string, Described>): ThreadListItem[] {
  return rows.flatMap(({ id, last_at, waiting }) => {
    const rest = described.get(id);
    return rest ? [{ id, lastAt: toIso(last_at), waiting, ...rest }] : [];
  });
}
