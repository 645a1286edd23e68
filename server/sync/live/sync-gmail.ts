import { step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { GoogleError, type GmailClient } from "#server/google/index.ts";

import { choicesOfRule, moveCursor, requireRule } from "../cursors.ts";
import { fetchMail } from "../gmail/fetch-mail.ts";
import { openMailbox, ownAddresses } from "../gmail/open-mailbox.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { ahead, heldBytes } from "../import/prepare.ts";
import { type ImportScope, scopeOf } from "../import/scope.ts";
import { writeFetched } from "../import/write-fetched.ts";
import type { FollowedMailbox, Following } from "./following.ts";
import { keepWhatCame } from "./keep-what-came.ts";
import { applyMoves } from "./mail/apply-moves.ts";
import { listWithLabels } from "./mail/list-mailbox.ts";
import { type MailPlan, planOfChanges, planOfListing } from "./mail/plan.ts";
import { readHistory } from "./mail/read-history.ts";
import { foldChanges } from "./mail/standing.ts";
import { withinControls } from "./mail/within-controls.ts";
import { storedMail } from "./mail/stored-mail.ts";
import { batchOf } from "./new-batch.ts";

const chunkSizeMax = 100;

/**
 * Brings a mailbox in line: labels, moves and deletions of what is stored, then the mail that came since, and only then
 * the cursor. Where nothing happened, this is one call and no batch.
 */
export async function syncGmail(following: FollowedMailbox): Promise<{ stored: number; changed: number }> {
  const { job, row } = following;
  const mailbox = await openMailbox(job, following.connection);
  const { plan, historyId, isWhole } = await planSince(following, mailbox);
  const { controls } = following.rule;
  const fresh = await withinControls(mailbox, controls, plan.fresh, isWhole ? null : row.syncedAt);
  const changed = plan.relabel.length + plan.takeOff.length + plan.bringBack.length;
  if (changed > 0) await applyMoves(following, plan);
  const move = ({ tx }: { tx: Parameters<typeof moveCursor>[0] }) =>
    moveCursor(tx, row.connectionId, "gmail", row.part, historyId);
  if (fresh.length > 0) {
    return { stored: await importFresh(following, mailbox, fresh, move), changed };
  }
  following.later((tx) => move({ tx }));
  return { stored: 0, changed };
}

interface Since {
  plan: MailPlan;
  /** To go on from next time. */
  historyId: string;
  /** Whether all that the mailbox holds was compared. */
  isWhole: boolean;
}

async function planSince(following: Following, mailbox: GmailClient): Promise<Since> {
  const { job, row, cursor } = following;
  try {
    const { changes, historyId } = await readHistory(mailbox, cursor);
    const deltas = foldChanges(changes);
    if (deltas.size === 0) return { plan: planOfChanges(deltas, new Map()), historyId, isWhole: false };
    const stored = await step(job.ctx, ({ tx }) => storedMail(tx, row.connectionId, [...deltas.keys()]));
    return { plan: planOfChanges(deltas, stored), historyId, isWhole: false };
  } catch (error) {
    if (!(error instanceof GoogleError) || error.kind !== "not_found") throw error;
    job.ctx.log.info("the mailbox does not remember changes since the last sync: comparing it anew");
    return compareWhole(following, mailbox);
  }
}

/** History goes on from before the listing: what happened during it is told again, and comes to the same. */
async function compareWhole({ job, row }: Following, mailbox: GmailClient): Promise<Since> {
  const { historyId } = await mailbox.profile();
  const { listed, whole } = await listWithLabels(job, mailbox);
  const stored = await step(job.ctx, ({ tx }) => storedMail(tx, row.connectionId, null));
  // A listing that was cut says nothing of what it does not hold.
  if (!whole) for (const item of stored.keys()) if (!listed.has(item)) stored.delete(item);
  return { plan: planOfListing(listed, stored), historyId, isWhole: true };
}

async function importFresh(
  following: Following,
  mailbox: GmailClient,
  fresh: readonly string[],
  move: Parameters<typeof finishBatch>[2],
): Promise<number> {
  const { job, row, rule } = following;
  const batch = await batchOf(following, fresh.length);
  // An address that the owner writes from since the approval is theirs as well.
  const addresses = await ownAddresses(mailbox, "", rule.addresses);
  const scope: ImportScope = {
    ...scopeOf(batch),
    people: "rule",
    ...choicesOfRule({ ...rule, addresses }),
    listAddresses: new Set(rule.listAddresses),
    now: batch.createdAt.toISOString(),
  };
  const size = Math.min(env().IMPORT_CHUNK_SIZE, chunkSizeMax);
  await keepWhatCame(job, scope, async () => {
    for await (const { messages, taken } of ahead(fetchMail(mailbox, fresh, size), heldBytes)) {
      job.signal.throwIfAborted();
      await commitChunk(job, scope, {
        next: {},
        progress: { done: taken, total: fresh.length },
        write: async (tx) => {
          await requireRule(tx, job.id, row);
          return writeFetched(tx, scope, messages, 0);
        },
      });
      await job.told();
    }
  });
  const { stored = 0 } = await finishBatch(job, scope, move);
  return stored;
}
