import type { Excerpt } from "#lib/schemas/proposals.ts";
import type { Operation } from "#server/core/index.ts";

import { excerptsFor } from "./excerpts.ts";
import { ownWords } from "./own-words.ts";
import { hasOutsideText, type OutsideText, outsideTexts } from "./outside.ts";
import { type Found, sourcesIn } from "./sources.ts";

/** What the model has read in a thread so far: kept by the executor, out of the model's reach. */
export interface Reading {
  /** Text from outside was read, now or earlier in the thread. Never goes back to false. */
  readonly tainted: boolean;
  /** Records that answers of tools named, by their path in the app. */
  readonly sources: ReadonlyMap<string, Found>;
  /** Takes note of what a read answered; true when it has text from outside. */
  note: (operation: string, output: unknown) => boolean;
  /** What may have led to a call with this input; nothing while nothing from outside was read. */
  excerptsFor: (operation: Operation, input: unknown) => Excerpt[];
}

/** Enough to find the words that led to a call. */
const textsMax = 400;

/** `said`: what the person wrote in the conversation. */
export function newReading(tainted = false, said: readonly string[] = []): Reading {
  const own = ownWords(said);
  const sources = new Map<string, Found>();
  const texts: OutsideText[] = [];
  let isTainted = tainted;
  return {
    get tainted() {
      return isTainted;
    },
    sources,
    note(operation, output) {
      for (const source of sourcesIn(operation, output)) {
        if (!sources.get(source.href)?.label) sources.set(source.href, source);
      }
      if (!hasOutsideText(operation, output)) return false;
      isTainted = true;
      texts.push(...outsideTexts(operation, output));
      texts.splice(0, texts.length - textsMax);
      return true;
    },
    excerptsFor: (operation, input) => (isTainted ? excerptsFor({ operation, input, texts, own }) : []),
  };
}
