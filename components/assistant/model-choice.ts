import { useSyncExternalStore } from "react";

import type { ModelChoice } from "#lib/schemas/chat.ts";

const key = "omnicrm-model";
const choices: readonly ModelChoice[] = ["auto", "fast", "strong"];
const listeners = new Set<() => void>();

/** Which models somebody wants, as this browser remembers it. */
export function modelChoice(): ModelChoice {
  try {
    const kept = window.localStorage.getItem(key);
    return choices.find((choice) => choice === kept) ?? "auto";
  } catch {
    // Closed to pages in some private windows.
    return "auto";
  }
}

export function chooseModel(choice: ModelChoice): void {
  try {
    window.localStorage.setItem(key, choice);
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

export const useModelChoice = (): ModelChoice =>
  useSyncExternalStore(subscribe, modelChoice, (): ModelChoice => "auto");
