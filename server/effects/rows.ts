import { eq } from "drizzle-orm";
import { z } from "zod";

import { effects } from "#drizzle/schema/workspaces.ts";
import { notFound } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

import type { EffectResponse } from "./types.ts";

export type EffectRow = typeof effects.$inferSelect;

/** The caller's own; throws not_found. */
export async function effectRow(tx: Tx, id: string): Promise<EffectRow> {
  const [row] = await tx.select().from(effects).where(eq(effects.id, id));
  if (!row) throw notFound("effect");
  return row;
}

const Stored = z.object({
  done: z.record(z.string(), z.string().nullable()).nullable().default(null),
  doing: z.record(z.string(), z.string().nullable()).nullable().default(null),
  undone: z.boolean().default(false),
});

/** What is known of the outside: what was done there, and whether it was taken back. */
export const outsideOf = (
  row: Pick<EffectRow, "response">,
): { done: EffectResponse | null; doing: EffectResponse | null; undone: boolean } =>
  Stored.parse(row.response ?? {});

/** Throws not_found where the caller has no such effect of this operation. */
export async function requireEffect(tx: Tx, id: string, operation: string): Promise<EffectRow> {
  const row = await effectRow(tx, id);
  if (row.operation !== operation) throw notFound("effect");
  return row;
}
