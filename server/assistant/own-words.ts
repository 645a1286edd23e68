import type { StoredPart } from "#server/chat/index.ts";

import { digitsOf, inGroups, longNumbersIn, withoutDates } from "./long-numbers.ts";

/** Carry no meaning of their own: whoever wrote them decides nothing. */
const fillers = new Set(
  "a an and about as at be by for from her him his in is it me my of on or our that the their them this to us was we will with you your".split(
    " ",
  ),
);

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}@._+'’-]*/gu;

export const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The words of a text that say something; an address counts as one, and so does a number as long as an account's. */
export function wordsOf(text: string): Set<string> {
  const low = plain(text);
  const found = withoutDates(low).match(word) ?? [];
  return new Set([
    ...found
      .map((one) => one.replace(/[._+'’-]+$/u, ""))
      .filter((one) => one.length > 1 && !fillers.has(one) && /[\p{L}@]/u.test(one)),
    ...longNumbersIn(low).map(digitsOf),
  ]);
}

/** What the person said in a message: the words, and which records they meant. */
export const saidIn = (parts: readonly StoredPart[]): string[] =>
  parts.flatMap((part) => {
    if (part.type === "about") return [part.items.map(({ id }) => id).join(" ")];
    return part.type === "text" ? [part.text] : [];
  });

export interface OwnWords {
  /** The words of `text` that the person did not say. */
  foreignIn: (text: string) => Set<string>;
  /** Whether what the pattern finds stands in what they said. */
  hasNamed: (pattern: RegExp) => boolean;
}

/** What the person wrote in the conversation: by it a value is theirs, and not one that somebody slipped in. */
export function ownWords(said: readonly string[]): OwnWords {
  const whole = said.map(plain);
  const known = wordsOf(said.join("\n"));
  const stems = [...known].filter((one) => one.length >= stemMin && letters.test(one));
  const isSaidInGroups = (one: string) =>
    digitsOf(one).length >= 6 && !one.includes("@") && whole.some((said) => inGroups(one).test(said));
  return {
    foreignIn(text) {
      const asked = plain(text).trim();
      if (asked !== "" && whole.some((one) => one.includes(asked))) return new Set();
      return new Set(
        [...wordsOf(text)].filter((one) => !known.has(one) && !isForm(one, stems) && !isSaidInGroups(one)),
      );
    },
    hasNamed: (pattern) => whole.some((one) => pattern.test(one)),
  };
}

const stemMin = 4;
const letters = /^\p{L}+$/u;

/** "call" and "calling": another form of a word that was said. Never of an address. */
const isForm = (one: string, stems: readonly string[]): boolean =>
  one.length >= stemMin &&
  letters.test(one) &&
  stems.some((stem) => one.startsWith(stem) || stem.startsWith(one));
