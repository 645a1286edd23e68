import type { Context } from "./context.ts";
import { ports } from "./ports.ts";
import type { OpenTransaction } from "./transaction.ts";

/** The rows are committed: what fails from here on is delivered again by the sweep. */
export async function settleAfterCommit(ctx: Context, open: OpenTransaction): Promise<void> {
  const target = { workspaceId: ctx.workspace.id, userId: ctx.user.id };
  const tasks = [...open.afterCommit];
  if (open.events.length > 0) tasks.push(() => ports().publish(target, open.events));
  const results = await Promise.allSettled(tasks.map(async (task) => task()));
  for (const result of results) {
    if (result.status === "rejected")
      ctx.log.warn({ err: result.reason, requestId: ctx.requestId }, "delivery left to the sweep");
  }
}
