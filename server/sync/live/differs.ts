import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";

import type { PreparedEvent } from "../events/types.ts";
import type { StoredEvent } from "./stored-events.ts";

/**
 * Whether what a calendar says of an event changes how it stands here. What stands here by another calendar goes on by
 * this one where this one has it; that this one has it no more, or not for us, changes nothing.
 */
export function differs(
  { item, outcome }: PreparedEvent,
  earlier: StoredEvent,
  leftOut: ChoiceCode | null,
): boolean {
  const isHere = earlier.home === item;
  if (outcome.kind !== "event") return outcome.reason === "called_off" && isHere && takesPlace(earlier);
  const { status, etag } = outcome.event;
  if (status === "cancelled") return isHere && takesPlace(earlier);
  const isNews = etag === "" || etag !== earlier.etag;
  // One that somebody took back stands here as they want it, and as it was then.
  if (leftOut !== null) return isHere && isNews && takesPlace(earlier) && !earlier.isLeftOut;
  return !isHere || isNews || (earlier.isLeftOut && earlier.status === "cancelled");
}

/** One that Google called off and somebody took back stands here as they want it: that is no news. */
export const takesPlace = ({ status, isOffThere }: StoredEvent): boolean =>
  status !== "cancelled" && !isOffThere;
