export interface KeyBinding {
  /** "j", "g t" (one after the other), "mod+k" (⌘ or Ctrl), "Escape", "space". */
  keys: string;
  label: string;
  group: "Everywhere" | "Go to" | "In a list" | "On this page";
  /** Answering false leaves the key to who bound it before, or to the browser. */
  run: (event: KeyboardEvent) => void | false;
  /** Also while a field has the focus; for keys with mod. */
  whileTyping?: boolean;
}

const sequenceMs = 1_200;

let bound: readonly (readonly KeyBinding[])[] = [];
let all: readonly KeyBinding[] = [];
let begun: { key: string; atMs: number } | null = null;
/** Pressed before anything was bound to it. */
let early: KeyboardEvent | null = null;
const listeners = new Set<() => void>();

function set(next: typeof bound): void {
  if (bound.length === 0) window.addEventListener("keydown", onKey);
  if (next.length === 0) window.removeEventListener("keydown", onKey);
  bound = next;
  // What a page binds goes before what holds everywhere, whichever of the two was there first.
  all = next.flat().toSorted((a, b) => Number(a.group !== "Everywhere") - Number(b.group !== "Everywhere"));
  for (const listener of listeners) listener();
  runEarly();
}

/**
 * A page shows its buttons before its code runs: the key of one of them (aria-keyshortcuts) that is pressed
 * meanwhile is kept from the browser, which would open its downloads, and does what it says once it is bound.
 */
export function keepEarlyKeys(): void {
  window.addEventListener("keydown", (event) => {
    const name = nameOfKey(event);
    const letter = /^mod\+([a-z])$/.exec(name ?? "")?.[1];
    if (!letter || all.some(({ keys }) => keys === name)) return;
    if (!document.querySelector(`[aria-keyshortcuts~="Control+${letter.toUpperCase()}"]`)) return;
    event.preventDefault();
    early = event;
  });
}

function runEarly(): void {
  if (!early) return;
  const event = early;
  const name = nameOfKey(event);
  const binding = all.findLast(({ keys }) => keys === name);
  if (!binding) return;
  early = null;
  binding.run(event);
}

/** Of two that bind the same key the page's has it, and of two of a page the later. Answers the function that lets go. */
export function registerKeys(bindings: readonly KeyBinding[]): () => void {
  set([...bound, bindings]);
  return () => set(bound.filter((one) => one !== bindings));
}

/** Everything that is bound now. */
export const keysStore = {
  current: (): readonly KeyBinding[] => all,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** "mod+k", "?", "j", "space": how a pressed key is called here. */
export function nameOfKey(
  event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey">,
): string | null {
  if (event.altKey) return null;
  const key = event.key === " " ? "space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key;
}

const fields =
  "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]";
const layers = "[role=dialog], [role=menu], [role=listbox]";
const pressable = "button, summary, input, [role=button], [role=tab], [role=option]";

function onKey(event: KeyboardEvent): void {
  const name = nameOfKey(event);
  if (name === null || event.defaultPrevented || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : null;
  const isTyping = target?.closest(fields) !== null && target !== null;
  const isInLayer = target?.closest(layers) !== null && target !== null;
  const isPress = (name === "Enter" || name === "space") && target?.closest(pressable);
  if (isPress) return;

  const before = begun && event.timeStamp - begun.atMs < sequenceMs ? `${begun.key} ${name}` : null;
  begun = null;
  const mayRun = ({ whileTyping = false }: KeyBinding) => whileTyping || (!isTyping && !isInLayer);
  const candidates = all.filter(mayRun);
  if ((before !== null && runLast(candidates, before, event)) || runLast(candidates, name, event)) return;
  if (candidates.some(({ keys }) => keys.startsWith(`${name} `))) {
    begun = { key: name, atMs: event.timeStamp };
  }
}

function runLast(candidates: readonly KeyBinding[], keys: string, event: KeyboardEvent): boolean {
  const found = candidates.findLast((binding) => binding.keys === keys && binding.run(event) !== false);
  if (found) event.preventDefault();
  return found !== undefined;
}
