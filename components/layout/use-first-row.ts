import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from "react";

import { useSearch } from "./use-search.ts";

const moves = new Set(["ArrowDown", "ArrowUp", "Home", "End"]);
/** As cmdk knows them, with Control. */
const moveLetters = new Set(["n", "j", "p", "k"]);

// cmdk keeps the row it had when others come before it. By its own key what is read aloud follows, too.
const home = () => new globalThis.KeyboardEvent("keydown", { key: "Home", bubbles: true });

/**
 * What is typed into a menu, and what it finds. Its first row is the one that Enter opens until another is moved to;
 * Enter before the words that are typed were looked up waits until they are.
 */
export function useFirstRow(text: string) {
  const [typed, setTyped] = useState(text);
  const [waitingFor, setWaitingFor] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const isMoved = useRef(false);
  const words = typed.trim();
  const found = useSearch(words);
  const isSettled = found.words === words;

  const opens = isSettled && words !== "" && waitingFor === words && found.error === null;
  useLayoutEffect(() => {
    if (opens) root.current?.querySelector<HTMLElement>("[cmdk-item]")?.click();
    else if (!isMoved.current) root.current?.dispatchEvent(home());
  }, [words, found.items, opens]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, nativeEvent } = event;
    if (!nativeEvent.isTrusted || nativeEvent.isComposing) return;
    if (moves.has(key) || (ctrlKey && moveLetters.has(key))) isMoved.current = true;
    if (key !== "Enter" || isSettled || isMoved.current) return;
    event.preventDefault();
    setWaitingFor(words);
  };
  // Rows that come to lie below a pointer at rest are not moved to.
  const onPointerMoveCapture = (event: PointerEvent) => {
    if (event.movementX === 0 && event.movementY === 0) event.stopPropagation();
    else isMoved.current = true;
  };
  const onValueChange = (value: string) => {
    isMoved.current = false;
    setTyped(value);
  };
  return {
    ...{ typed, words, found, isSettled },
    menu: { ref: root, onKeyDown, onPointerMoveCapture },
    input: { onValueChange },
  };
}
