import { withoutTurns } from "#lib/direction.ts";

// Postgres refuses U+0000 and JSON refuses lone surrogates; no stored text may hold either.

/** Cuts to at most `maxChars` UTF-16 units without leaving half a character. */
export function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const last = text.charCodeAt(maxChars - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? maxChars - 1 : maxChars);
}

/** Bounded, well-formed text without U+0000; keeps line breaks. */
export function cleanText(text: string, maxChars: number): string {
  // Cut with room first, so that a 30 MB string is not rewritten to keep its first page.
  let clean = text.length > maxChars * 2 ? text.slice(0, maxChars * 2) : text;
  if (clean.includes("\0")) clean = clean.replaceAll("\0", "");
  return cut(clean.isWellFormed() ? clean : clean.toWellFormed(), maxChars);
}

/** Like cleanText, on one line: control characters and runs of white space become one space. */
export function cleanLine(text: string, maxChars: number): string {
  const bounded = text.length > maxChars * 4 ? text.slice(0, maxChars * 4) : text;
  const line = needsCleaning.test(bounded) ? bounded.replace(controlsAndSpace, " ") : bounded;
  return cut(line.isWellFormed() ? line : line.toWellFormed(), maxChars).trim();
}

/** Like cleanLine, of what is shown by itself: nothing in it turns the direction of writing. */
export const shownLine = (text: string, maxChars: number): string =>
  cleanLine(withoutTurns(text.length > maxChars * 4 ? text.slice(0, maxChars * 4) : text), maxChars);

/** Removes characters that are invisible or turn the direction of writing: names use them to look like others. */
export function withoutInvisibles(text: string): string {
  return invisible.test(text) ? text.replace(invisibles, "") : text;
}

const needsCleaning = /[\u0000-\u001f\u007f-\u009f]|\s\s|[^\S ]/;
const controlsAndSpace = /[\s\u0000-\u001f\u007f-\u009f]+/g;
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const invisibles = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
