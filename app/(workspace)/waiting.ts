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

/** Those that failed as well: the page has their cards too, until they are tried again or declined. */
async function countApprovals(ctx: Context): Promise<number> {
  const [waiting, failed] = await Promise.all([
    listProposals(ctx, { status: "waiting", limit: mostCounted }),
    listProposals(ctx, { status: "failed", limit: mostCounted }),
  ]);
  return waiting.items.length + failed.items.length;
}

/** Conversations in which somebody waits for an answer. */
async function countInbox(ctx: Context): Promise<number> {
  const { items } = await listThreads(ctx, { filter: "waiting", limit: mostCounted });
  return items.length;
}

/** One's own, overdue or due in the next 24 hours. */
async function countTasks(ctx: Context): Promise<number> {
  const dueBy = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const { items } = await listTasks(ctx, { mine: "true", dueBy, limit: mostCounted });
  return items.length;
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
