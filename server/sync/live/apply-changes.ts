import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";
import { newId, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";

import { requireRule } from "../cursors.ts";
import type { PreparedEvent } from "../events/types.ts";
import { lockMail } from "../import/commit.ts";
import { leaveOut } from "./events/leave-out.ts";
import type { Following } from "./following.ts";
import type { StoredEvent } from "./stored-events.ts";
import { callOff, updateEvent } from "./update-event.ts";

export interface Change {
  earlier: StoredEvent;
  /** Null where the event is not there any more. */
  prepared: PreparedEvent | null;
  /** Why it is not let in any more. */
  leftOut: ChoiceCode | null;
}

/** Changes written by one transaction. */
const stepSize = 50;

/** Writes what changed of events that stand in the tables; each step is a change set of its own. */
export async function applyChanges(
  following: Omit<Following, "cursor">,
  changes: readonly Change[],
): Promise<void> {
  const { job, row } = following;
  for (let start = 0; start < changes.length; start += stepSize) {
    job.signal.throwIfAborted();
    await step(job.ctx, async ({ ctx, tx }) => {
      await job.checkpoint(tx, { done: start, total: changes.length });
      await requireRule(tx, job.id, row);
      await lockMail(tx, row.ownerId);
      const set = { id: newId(), operation: "connections.changeEvents", kind: "sync" as const };
      await openChangeSet(tx, { ...ctx, reason: { jobId: job.id, connectionId: row.connectionId } }, set);
      for (const { earlier, prepared, leftOut: reason } of changes.slice(start, start + stepSize)) {
        const event = prepared?.outcome.kind === "event" ? prepared.outcome.event : null;
        if (prepared && reason !== null) {
          await leaveOut(tx, following, set.id, { earlier, item: prepared.item, reason });
          continue;
        }
        // Of what is called off Google tells little more than that: the rest stays as it was known.
        if (prepared && event && event.status !== "cancelled") {
          await updateEvent(tx, following, set.id, earlier, prepared, event);
        } else await callOff(tx, following, set.id, earlier);
      }
      await sealChangeSet(tx, false);
    });
    await job.told();
  }
}
