import type { SQL } from "drizzle-orm";

import { asUser, asUserAtOnce, type Tx } from "#server/db/index.ts";

import { settleAfterCommit } from "./after-commit.ts";
import type { Context } from "./context.ts";
import { outboxInsert } from "./events.ts";
import type { OperationContext } from "./operation.ts";
import type { OpenTransaction } from "./transaction.ts";

/**
 * One transaction of a job, as the job's owner. It opens no change set: a job that writes what the ledger guards opens
 * or joins its own. Events are published after commit, as those of an operation.
 */
export async function step<T>(
  ctx: Context,
  run: (call: { ctx: OperationContext; tx: Tx }) => Promise<T>,
): Promise<T> {
  const { output, open } = await asUser(
    { userId: ctx.user.id, workspaceId: ctx.workspace.id },
    async (tx, role) => {
      const open: OpenTransaction = { tx, changeSetId: null, events: [], afterCommit: [], effects: [] };
      return { output: await run({ ctx: { ...ctx, role, open }, tx }), open };
    },
    { closing: ({ open }) => outboxInsert(ctx, open) },
  );
  await settleAfterCommit(ctx, open);
  return output;
}

/** A step of one statement, which goes to the database together with all that surrounds it. Answers its rows. */
export const stepAtOnce = <Row extends Record<string, unknown>>(
  ctx: Context,
  statement: SQL,
): Promise<Row[]> => asUserAtOnce<Row>({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, statement);
