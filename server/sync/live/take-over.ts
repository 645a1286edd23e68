import { step } from "#server/core/index.ts";

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
  const ids = prepared.map(({ providerEventId }) => providerEventId);
  const stored = await step(following.job.ctx, ({ tx }) => storedEvents(tx, following.row, ids));
  const changes = prepared.flatMap((one) => {
    const earlier = stored.get(one.providerEventId);
    return earlier && earlier.home !== one.item && differs(one, earlier) ? [{ earlier, prepared: one }] : [];
  });
  if (changes.length > 0) await applyChanges(following, changes);
}
