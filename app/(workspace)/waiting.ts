import type { Context } from "#server/core/index.ts";
import { listThreads } from "#server/interactions/index.ts";
import { listProposals } from "#server/registry/index.ts";
import { listBatches, listConnections } from "#server/sync/index.ts";
import { listTasks } from "#server/tasks/index.ts";
import { mostCounted, type Waiting } from "#components/layout/waiting.ts";

/** The numbers of the navigation, from the first rows of what waits. What cannot be read counts as nothing. */
export async function readWaiting(ctx: Context): Promise<Waiting> {
  const [approvals, tasks, inbox, sync] = await Promise.all([
    orNothing(countApprovals(ctx), 0),
    orNothing(countTasks(ctx), 0),
    orNothing(countInbox(ctx), 0),
    orNothing(syncState(ctx), "quiet" as const),
  ]);
  return { approvals, tasks, inbox, sync };
}

async function countApprovals(ctx: Context): Promise<number> {
  const { items } = await listProposals(ctx, { status: "waiting", limit: mostCounted });
  return items.length;
}

/** Conversations in which somebody waits for an answer. */
async function countInbox(ctx: Context): Promise<number> {
  const { items } = await listThreads(ctx, { filter: "waiting", limit: mostCounted });
  return items.length;
}

/** One's own, overdue or due in the next 24 hours. */
async function countTasks(ctx: Context): Promise<number> {
  const { items } = await listTasks(ctx, { limit: 50 });
  const soonMs = Date.now() + 24 * 3_600_000;
  return items.filter(
    ({ dueAt, assigneeId, ownerId }) =>
      dueAt !== null && Date.parse(dueAt) <= soonMs && (assigneeId ?? ownerId) === ctx.user.id,
  ).length;
}

async function syncState(ctx: Context): Promise<Waiting["sync"]> {
  const [connections, batches] = await Promise.all([
    listConnections(ctx, { limit: 20 }),
    listBatches(ctx, { limit: 4 }),
  ]);
  const isBroken = connections.items.some(({ state }) => state === "reconnect_needed");
  if (isBroken) return "broken";
  const moving = ["queued", "running", "undoing"];
  return batches.items.some(({ status }) => moving.includes(status)) ? "moving" : "quiet";
}

async function orNothing<T>(reading: Promise<T>, nothing: T): Promise<T> {
  try {
    return await reading;
  } catch {
    return nothing;
  }
}
