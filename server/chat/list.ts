import { sql } from "drizzle-orm";
import { z } from "zod";

import { ListThreadsInput, ThreadPage } from "#lib/schemas/chat-threads.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { notDeleted, selectThreads } from "./internal.ts";

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

export const listThreads = operation({
  name: "chat.list",
  summary: "List your conversations with the assistant, the latest first",
  input: ListThreadsInput,
  output: ThreadPage,
  permission: "chat:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/chat" },
  async run({ tx, input: { archived, deleted, cursor, limit } }) {
    const at = decodeCursor(cursor, Cursor);
    const isArchived = archived === "true" ? sql`t.archived_at is not null` : sql`t.archived_at is null`;
    const conditions = [
      ...(deleted === "true" ? [sql`t.deleted_at is not null`] : [notDeleted, isArchived]),
      ...(at ? [sql`(t.last_at, t.id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`] : []),
    ];
    const threads = await selectThreads(tx, conditions, limit + 1);
    return toPage(
      threads,
      limit,
      (thread) => [thread.lastAt, thread.id],
      (thread) => thread,
    );
  },
});
