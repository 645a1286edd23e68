import { and, asc, eq, isNull, sql } from "drizzle-orm";

import { memories } from "#drizzle/schema/memories.ts";
import { AppError } from "#lib/errors.ts";
import { memoriesMax } from "#lib/memories.ts";
import type { Memory } from "#lib/schemas/memories.ts";
import { findRow, isoOrNull, type OperationContext, type RowChoice, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

type MemoryRow = typeof memories.$inferSelect;

/** One's own: a row that says it is for others would not be read here. */
export const isOwn = (userId: string) => and(eq(memories.ownerId, userId), eq(memories.audience, "private"));

export const memoryRow = (tx: Tx, id: string, choice?: RowChoice): Promise<MemoryRow> =>
  findRow(tx, memories, "memory", id, choice);

export const toMemory = (row: MemoryRow): Memory => ({
  id: row.id,
  body: row.body,
  fromOutside: row.fromOutside,
  version: row.version,
  createdAt: toIso(row.createdAt),
  updatedAt: toIso(row.updatedAt),
  deletedAt: isoOrNull(row.deletedAt),
});

export const readMemory = async (tx: Tx, id: string): Promise<Memory> =>
  toMemory(await memoryRow(tx, id, { withDeleted: true }));

/** Throws conflict where there are as many as a prompt has room for; of two at once the second waits. */
export async function requireRoom(tx: Tx, { user, workspace }: OperationContext): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`memories ${workspace.id} ${user.id}`}, 11))`);
  const kept = await tx
    .select({ id: memories.id })
    .from(memories)
    .where(and(isOwn(user.id), isNull(memories.deletedAt)))
    .limit(memoriesMax);
  if (kept.length < memoriesMax) return;
  throw new AppError(
    "conflict",
    `The assistant keeps ${memoriesMax} things in mind at most. Delete one of them in the settings first.`,
  );
}

/** What stands in the prompts of a person's conversations, oldest first, so that what is new comes last. */
export function memoriesOf(tx: Tx, userId: string): PromiseLike<Pick<Memory, "body" | "fromOutside">[]> {
  return tx
    .select({ body: memories.body, fromOutside: memories.fromOutside })
    .from(memories)
    .where(and(isOwn(userId), isNull(memories.deletedAt)))
    .orderBy(asc(memories.id))
    .limit(memoriesMax);
}
