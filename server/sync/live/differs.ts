import type { PreparedEvent } from "../events/types.ts";
import type { StoredEvent } from "./stored-events.ts";

/**
 * Whether what a calendar says of an event changes how it stands here. What stands here by another calendar goes on by
 * this one where this one has it; that this one has it no more changes nothing.
 */
export function differs({ item, outcome }: PreparedEvent, earlier: StoredEvent): boolean {
  const isHere = earlier.home === item;
  if (outcome.kind !== "event") return outcome.reason === "called_off" && isHere && takesPlace(earlier);
  const { status, etag } = outcome.event;
  if (status === "cancelled") return isHere && takesPlace(earlier);
  return !isHere || etag === "" || etag !== earlier.etag;
}

/** One that Google called off and somebody took back stands here as they want it: that is no news. */
export const takesPlace = ({ status, isOffThere }: StoredEvent): boolean =>
  status !== "cancelled" && !isOffThere;
