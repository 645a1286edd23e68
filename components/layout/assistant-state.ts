import type { NamedRecord } from "./current-record.ts";
import { boundWidth, type FramePreferences, keepAssistant } from "./preferences.ts";

/** A text from elsewhere, for the panel to take once. */
export interface Asked {
  id: number;
  text: string;
  /** What it is about, whatever page is shown or was taken off. */
  about: NamedRecord | null;
  /** Put to the assistant at once, in a conversation of its own; otherwise it is the beginning of a message. */
  isSent: boolean;
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

/** Opens the panel; with a text, that stands in the field, to be completed and sent. */
export function openAssistant(text?: string): void {
  open(text === undefined ? {} : { asked: { id: ++lastAskedId, text, about: null, isSent: false } });
}

/** Opens the panel and puts a question to the assistant, about a record or the page that is shown. */
export function askAssistant(text: string, about: NamedRecord | null = null): void {
  open({ asked: { id: ++lastAskedId, text, about, isSent: true } });
}

function open(difference: Partial<AssistantState>): void {
  if (!composer) focusBefore = document.activeElement;
  change({ isOpen: true, isFresh: true, ...difference });
  composer?.focus();
}

export function closeAssistant(): void {
  change({ isOpen: false });
  // The focus went with the panel: it goes on in the page.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body)
      document.getElementById("main")?.focus({ preventScroll: true });
  });
}

export function toggleAssistant(): void {
  if (state?.isOpen && !composer?.isOnPage) closeAssistant();
  else openAssistant();
}

/** The key: into the field, from wherever you are; from there it closes the panel. */
export function pressAssistantKey(): void {
  const isThere = composer?.isFocused() ?? false;
  if (composer && !isThere) composer.focus();
  else toggleAssistant();
}

interface ComposerField {
  /** On a page of its own there is no panel to open or close. */
  isOnPage: boolean;
  focus: () => void;
  isFocused: () => boolean;
}

let composer: ComposerField | null = null;
/** What had the focus when the panel was asked for: only from there the field takes it. */
let focusBefore: Element | null = null;

/** The field where one writes to the assistant, while there is one. Answers the function that lets go. */
export function attachComposer(field: ComposerField): () => void {
  composer = field;
  const { activeElement } = document;
  // A page that came meanwhile put it on its heading: nobody went there.
  const isUntouched =
    activeElement === document.body ||
    activeElement === focusBefore ||
    activeElement?.matches("#main, #main h1");
  if (focusBefore && isUntouched) field.focus();
  focusBefore = null;
  return () => {
    if (composer === field) composer = null;
  };
}

let takenId = 0;

/** Whether a text is still to be taken; it is then taken. */
export function takeAsked(asked: Asked): boolean {
  if (asked.id <= takenId) return false;
  takenId = asked.id;
  return true;
}

export function resizeAssistant(widthPx: number): void {
  change({ widthPx: boundWidth(widthPx) });
}

/** Told once by the layout, so that what was kept is what changes start from. */
export function beginAssistant(kept: FramePreferences["assistant"]): void {
  state ??= { ...kept, asked: null, isFresh: false };
}
