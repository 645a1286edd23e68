import { createHash } from "node:crypto";

import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

const keptHours = 48;

/** JSON with sorted keys, so that equal inputs have equal hashes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export const hashOf = (value: unknown): string =>
  createHash("sha256").update(canonicalJson(value)).digest("hex");

interface Claimed {
  rowId: string;
}

/**
 * Claims the caller's idempotency key inside the transaction. A concurrent request with the same key waits here for
 * the first to commit. Answers the stored response, or the claimed row to settle; throws conflict on another input.
 */
export async function claimIdempotencyKey(
  tx: Tx,
  ctx: Context,
  operation: string,
  input: unknown,
): Promise<{ response: unknown } | Claimed> {
  const requestHash = hashOf(input);
  const rowId = newId();
  const owner = sql`workspace_id = ${ctx.workspace.id} and user_id = ${ctx.user.id} and operation = ${operation} and key = ${ctx.idempotencyKey}`;
  await tx.execute(sql`delete from crm.idempotency_keys where ${owner} and expires_at < now()`);
  const inserted = await tx.execute(sql`
    insert into crm.idempotency_keys (id, workspace_id, user_id, operation, key, request_hash, expires_at)
    values (${rowId}, ${ctx.workspace.id}, ${ctx.user.id}, ${operation}, ${ctx.idempotencyKey}, ${requestHash},
      now() + make_interval(hours => ${keptHours}))
    on conflict do nothing returning id`);
  if (inserted.length === 1) return { rowId };
  const [stored] = await tx.execute<{ request_hash: string; response: unknown }>(
    sql`select request_hash, response from crm.idempotency_keys where ${owner}`,
  );
  if (!stored || stored.request_hash !== requestHash) {
    throw new AppError(
      "conflict",
      `The idempotency key "${ctx.idempotencyKey}" was used before with other content. Use a new key.`,
    );
  }
  return { response: stored.response };
}

export async function settleIdempotencyKey(tx: Tx, claimed: Claimed, response: unknown): Promise<void> {
  await tx.execute(
    sql`update crm.idempotency_keys set response = ${JSON.stringify(response)}::jsonb where id = ${claimed.rowId}`,
  );
}
