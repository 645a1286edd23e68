/** Which of the frame's own layers is open; `text` is what the command menu begins with. */
export type Overlay = { name: "commands"; text: string } | { name: "keys" } | { name: "more" } | null;

let current: Overlay = null;
const listeners = new Set<() => void>();

function set(next: Overlay): void {
  current = next;
  for (const listener of listeners) listener();
}

export const openCommands = (text = ""): void => set({ name: "commands", text });
export const openKeys = (): void => set({ name: "keys" });
export const openMore = (): void => set({ name: "more" });
export const closeOverlay = (): void => set(null);

export const overlayStore = {
  current: (): Overlay => current,
  server: (): null => null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
