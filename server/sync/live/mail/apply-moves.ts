import { newId, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { choicesOfRule, type CursorRow, type OldRule, requireRule } from "../../cursors.ts";
import { lockMail } from "../../import/commit.ts";
import type { ImportScope } from "../../import/scope.ts";
import type { Following } from "../following.ts";
import { keptRows, readKept } from "./kept-mail.ts";
import { bringBack, relabel, takeOff } from "./move-mail.ts";
import type { MailPlan, Move } from "./plan.ts";

/** Of what moves labels alone, and of what timelines change by, written by one transaction. */
const labelsAtOnce = 1_000;
const movesAtOnce = 50;

/** Writes how messages that are stored stand at Gmail now; what takes mail off or brings it back is in the ledger. */
export async function applyMoves(
  following: Following,
  { relabel: labelled, takeOff: gone, bringBack: returned }: MailPlan,
): Promise<void> {
  const total = labelled.length + gone.length + returned.length;
  let done = 0;
  const write = async (moves: readonly Move[], work: (tx: Tx) => Promise<void>) => {
    const { job, row } = following;
    job.signal.throwIfAborted();
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done, total });
      await requireRule(tx, job.id, row);
      await work(tx);
    });
    done += moves.length;
    await job.told();
  };
  for (const moves of parts(labelled, labelsAtOnce)) await write(moves, (tx) => relabel(tx, moves));
  for (const moves of parts(gone, movesAtOnce)) {
    await write(moves, (tx) =>
      inLedger(tx, following, "connections.takeOffMail", (setId) => takeOff(tx, following.row, setId, moves)),
    );
  }
  for (const moves of parts(returned, movesAtOnce)) {
    const rows = await step(following.job.ctx, ({ tx }) =>
      keptRows(
        tx,
        moves.map(({ mail }) => mail.id),
      ),
    );
    const labels = new Map(moves.map((move) => [move.mail.id, move.labels]));
    const kept = await readKept(rows.map((row) => ({ ...row, labels: labels.get(row.id) ?? row.labels })));
    await write(moves, (tx) =>
      inLedger(tx, following, "connections.bringBackMail", (setId) =>
        bringBack(tx, scopeOfMoves(following, setId), kept),
      ),
    );
  }
}

async function inLedger(
  tx: Tx,
  { job, row }: Following,
  operation: string,
  work: (setId: string) => Promise<void>,
): Promise<void> {
  await lockMail(tx, row.ownerId);
  const set = { id: newId(), operation, kind: "sync" as const };
  await openChangeSet(tx, { ...job.ctx, reason: { jobId: job.id, connectionId: row.connectionId } }, set);
  await work(set.id);
  await sealChangeSet(tx, false);
}

type RowOwner = Pick<CursorRow, "workspaceId" | "ownerId" | "audience" | "connectionId">;

/** What rows have in common that stand up again under the standing rule. */
export function scopeOfMoves(
  { row, rule }: { row: RowOwner; rule: OldRule },
  changeSetId: string,
): Omit<ImportScope, "batchId"> {
  return {
    workspaceId: row.workspaceId,
    ownerId: row.ownerId,
    audience: row.audience,
    connectionId: row.connectionId,
    source: "gmail",
    previewId: null,
    changeSetId,
    people: "rule",
    ...choicesOfRule(rule),
    listAddresses: new Set(rule.listAddresses),
    now: new Date().toISOString(),
  };
}

function* parts<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
