/** Where somebody is on the way to; null once they are there. */
let target: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  if (next === target) return;
  target = next;
  for (const listener of listeners) listener();
}

/** Takes note of the page that is asked for. Another view of the same page is not on the way anywhere. */
export function leaveFor(url: string): void {
  const { pathname } = new URL(url, window.location.href);
  // The start leads on to Today.
  const wanted = pathname === "/" ? "/today" : pathname;
  set(wanted === window.location.pathname ? null : wanted);
}

export const arrive = (): void => set(null);

export const departureStore = {
  current: (): string | null => target,
  server: (): null => null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
