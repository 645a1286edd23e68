import { step } from "#server/core/index.ts";

import { choicesOfRule } from "../cursors.ts";
import { leftOutOf } from "../events/event-choice.ts";
import type { PreparedEvent } from "../events/types.ts";
import { applyChanges } from "./apply-changes.ts";
import { differs } from "./differs.ts";
import type { Following } from "./following.ts";
import { storedEvents } from "./stored-events.ts";

/**
 * Meetings that have just been found in this calendar and are known by another: one that was called off there, or stands
 * by a calendar that is not followed any more, goes on by this one.
 */
export async function takeOver(
  following: Omit<Following, "cursor">,
  prepared: readonly PreparedEvent[],
): Promise<void> {
  const { choices } = choicesOfRule(following.rule);
  const ids = prepared.map(({ providerEventId }) => providerEventId);
  const stored = await step(following.job.ctx, ({ tx }) => storedEvents(tx, following.row, ids));
  const changes = prepared.flatMap((one) => {
    const earlier = stored.get(one.providerEventId);
    const isOurs = earlier && earlier.home !== one.item && differs(one, earlier, leftOutOf(one, choices));
    return isOurs ? [{ earlier, prepared: one, leftOut: null }] : [];
  });
  if (changes.length > 0) await applyChanges(following, changes);
}
