const newestDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

/** Mail from here on has not arrived when the demo workspace is filled: it is there for a newcomer to sync. */
export const heldBackFrom = (anchor: Date): Date => new Date(anchor.getTime() - newestDays * dayMs);
