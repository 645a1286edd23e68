export interface Toast {
  id: number;
  text: string;
  tone: "neutral" | "danger";
  action?: { label: string; run: () => void };
}

let current: Toast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function set(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

/** One at a time: a new one takes the place of the one before. It outlives the page it was shown from. */
export function showToast(toast: Omit<Toast, "id" | "tone"> & { tone?: Toast["tone"] }): void {
  set({ tone: "neutral", ...toast, id: ++lastId });
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
