import { z } from "zod";

import type { Tx } from "#server/db/index.ts";

import type { PreparedMessage } from "./prepare.ts";
import type { ImportScope } from "./scope.ts";
import { type ChunkCounts, writeChunk } from "./write-chunk.ts";

/** What Postgres says of values it cannot hold: data exceptions, limits of an index or a document, checks. */
const ofData = /^(22...|54000|54023|23502|23514)$/;
const Coded = z.object({ code: z.string() });
const Wrapped = z.object({ cause: Coded });

/**
 * Writes a chunk; a message that the database cannot take fails by itself, with its bytes kept and the error named, and
 * holds up none of the others.
 */
export async function writeSafely(
  tx: Tx,
  scope: ImportScope,
  messages: readonly PreparedMessage[],
): Promise<ChunkCounts> {
  try {
    return await tx.transaction((inner) => writeChunk(inner, scope, messages));
  } catch (error) {
    const code = codeOf(error);
    if (code === null || !ofData.test(code) || messages.length === 0) throw error;
    const [only, another] = messages;
    if (only && !another) return writeChunk(tx, scope, [asFailed(only, code)]);
    const half = Math.ceil(messages.length / 2);
    const first = await writeSafely(tx, scope, messages.slice(0, half));
    return sumOf(first, await writeSafely(tx, scope, messages.slice(half)));
  }
}

const codeOf = (error: unknown): string | null =>
  Coded.safeParse(error).data?.code ?? Wrapped.safeParse(error).data?.cause.code ?? null;

const asFailed = (message: PreparedMessage, code: string): PreparedMessage => ({
  ...message,
  outcome: {
    kind: "failed",
    reason: "unwritable",
    error: `The database did not take it (${code}). Its bytes are kept.`,
  },
});

function sumOf(one: ChunkCounts, other: ChunkCounts): ChunkCounts {
  const skippedBy = { ...one.skippedBy };
  for (const [reason, count] of Object.entries(other.skippedBy)) {
    skippedBy[reason] = (skippedBy[reason] ?? 0) + count;
  }
  return {
    stored: one.stored + other.stored,
    failed: one.failed + other.failed,
    contacts: one.contacts + other.contacts,
    companies: one.companies + other.companies,
    skippedBy,
  };
}
