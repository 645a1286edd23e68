const key = "omnicrm-conversation";
const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The conversation of this tab's panel, so that it is there again after a reload. */
export function keptThread(): string | null {
  try {
    const kept = sessionStorage.getItem(key);
    return kept !== null && id.test(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function keepThread(threadId: string | null): void {
  try {
    if (threadId === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, threadId);
  } catch {
    // Somebody forbids it: then a reload begins anew.
  }
}

/** "/assistant/{id}", or "/assistant" for none. */
export const threadPath = (threadId: string | null): string =>
  threadId === null ? "/assistant" : `/assistant/${threadId}`;

/** The conversation that a path names. */
export function threadInPath(pathname: string): string | null {
  const named = /^\/assistant\/(?<id>[^/]+)$/.exec(pathname)?.groups?.["id"];
  return named !== undefined && id.test(named) ? named : null;
}
