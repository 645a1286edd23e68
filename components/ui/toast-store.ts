export interface Toast {
  id: number;
  text: string;
  tone: "neutral" | "danger";
  action?: { label: string; run: () => void };
}

/** How long an undo that has gone from sight can still be asked for by its key. */
const undoableMs = 60_000;

let current: Toast | null = null;
let undoable: { run: () => void; atMs: number } | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function set(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

/** One at a time: a new one takes the place of the one before. It outlives the page it was shown from. */
export function showToast(toast: Omit<Toast, "id" | "tone"> & { tone?: Toast["tone"] }): void {
  if (toast.action?.label === "Undo") undoable = { run: toast.action.run, atMs: Date.now() };
  set({ tone: "neutral", ...toast, id: ++lastId });
}

/** Runs a toast's action, once, and lets the toast go. */
export function runToastAction({ id, action }: Toast): void {
  if (undoable && undoable.run === action?.run) undoable = null;
  dismissToast(id);
  action?.run();
}

/** Takes back what the last toast with "Undo" told of; false where there is none any more. */
export function undoLast(): boolean {
  const last = undoable;
  undoable = null;
  if (!last || Date.now() - last.atMs > undoableMs) return false;
  if (current?.action?.run === last.run) set(null);
  last.run();
  return true;
}

export function dismissToast(id: number): void {
  if (current?.id === id) set(null);
}

export const toastStore = {
  current: (): Toast | null => current,
  none: (): null => null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
