interface Loaded<T> {
  items: T[];
  nextCursor: string | null;
}

interface Kept<T> {
  /** Null while it is no longer than it came. */
  loaded: Loaded<T> | null;
  /** How far the page was scrolled, in px. */
  top: number;
}

const listsAtMost = 8;
/** By the path that they are read by; `visit` is named by its entry of the history. */
const lists = new Map<string, Kept<unknown> & { visit: string }>();

function visitOf(state: unknown): string | null {
  if (typeof state !== "object" || state === null || !("list" in state)) return null;
  return typeof state.list === "string" ? state.list : null;
}

/** Keeps what a list has loaded, or where one is in it, for whoever comes back to this entry of the history. */
export function keepList(path: string, change: Partial<Kept<unknown>>): void {
  const known = visitOf(window.history.state);
  const visit = known ?? crypto.randomUUID();
  if (!known) window.history.replaceState({ ...window.history.state, list: visit }, "");
  const before = lists.get(path);
  lists.delete(path);
  lists.set(path, { loaded: null, top: 0, ...(before?.visit === visit ? before : {}), ...change, visit });
  for (const oldest of [...lists.keys()].slice(0, -listsAtMost)) lists.delete(oldest);
}

/** The list as it was left, where somebody comes back to it; null on another visit, and on the server. */
export function keptList<T>(path: string): Kept<T> | null {
  if (typeof window === "undefined") return null;
  const kept = lists.get(path);
  if (!kept || kept.visit !== visitOf(window.history.state)) return null;
  // A path is read into one shape: what was kept under it came from the same list.
  return kept as Kept<T>;
}

/** Whoever signs in next has lists of their own. */
export const forgetLists = (): void => lists.clear();
