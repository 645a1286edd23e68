/** What waits for the person, for the numbers in the navigation. Capped: at `most` it says "20+". */
export interface Waiting {
  approvals: number;
  tasks: number;
  inbox: number;
  sync: "quiet" | "moving" | "broken";
}

export const mostCounted = 20;

/** Null where nothing waits: then no number is shown. */
export function countWords(count: number): string | null {
  if (count <= 0) return null;
  return count >= mostCounted ? `${mostCounted}+` : String(count);
}
