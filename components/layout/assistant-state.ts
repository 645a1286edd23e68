import { boundWidth, type FramePreferences, keepAssistant } from "./preferences.ts";

/** A question typed elsewhere, for the panel to put to the assistant once. */
export interface Asked {
  id: number;
  text: string;
}

export interface AssistantState {
  isOpen: boolean;
  widthPx: number;
  asked: Asked | null;
  /** Opened since the page was loaded: a phone does not begin with a sheet over the page. */
  isFresh: boolean;
}

let state: AssistantState | null = null;
let lastAskedId = 0;
const listeners = new Set<() => void>();

function change(difference: Partial<AssistantState>): void {
  state = { isOpen: false, widthPx: boundWidth(0), asked: null, isFresh: false, ...state, ...difference };
  keepAssistant(state);
  for (const listener of listeners) listener();
}

/** Null until something was changed in this tab: then what the cookie said holds. */
export const assistantStore = {
  current: (): AssistantState | null => state,
  server: (): null => null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Opens the panel; with a text, that is put to the assistant. */
export function openAssistant(text?: string): void {
  change({ isOpen: true, isFresh: true, ...(text ? { asked: { id: ++lastAskedId, text } } : {}) });
}

export function closeAssistant(): void {
  change({ isOpen: false });
}

export function toggleAssistant(): void {
  if (state?.isOpen) closeAssistant();
  else openAssistant();
}

export function resizeAssistant(widthPx: number): void {
  change({ widthPx: boundWidth(widthPx) });
}

/** Told once by the layout, so that what was kept is what changes start from. */
export function beginAssistant(kept: FramePreferences["assistant"]): void {
  state ??= { ...kept, asked: null, isFresh: false };
}
