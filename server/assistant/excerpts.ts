import type { Excerpt } from "#lib/schemas/proposals.ts";
import type { Operation } from "#server/core/index.ts";
import { inputJsonSchema } from "#server/registry/index.ts";

import { namedElsewhere } from "./named-elsewhere.ts";
import { type OutsideText, textsIn } from "./outside.ts";
import { type OwnWords, ownWords, wordsOf } from "./own-words.ts";
import { hiddenReadings } from "./unveil.ts";

const excerptMax = 1_500;
const sharedMax = 6;
const latestMax = 4;
/** As many as a proposal keeps. */
const excerptsMax = 20;
const flaggedMax = 100;

/** Says what to do, where a name or a subject only says what something is. */
const proseLength = 60;
const proseWords = 5;
const acts =
  /\b(add|approve|assign|book|cancel|change|complete|create|delete|draft|forward|invite|mark|merge|move|remove|rename|reply|revert|schedule|send|set|tag|undo|update|write)\b/i;

interface Asked {
  operation: Operation;
  input: unknown;
  /** What was read, oldest first. */
  texts: readonly OutsideText[];
  own: OwnWords;
}

/**
 * The texts from outside that may have led to a call: those whose words stand in it, and where these do not account for
 * it, those read last that could have asked for it. None where each argument is the person's own words or a clean value
 * beside such words. Shown, never followed.
 */
export function excerptsFor({ operation, input, texts, own }: Asked): Excerpt[] {
  const values = textsIn(input, inputJsonSchema(operation));
  const foreign = new Map(values.map((value) => [value, own.foreignIn(value)]));
  const words = new Set([...foreign.values()].flatMap((some) => [...some]));
  const named = idsIn(input);
  const whole = [...foreign].flatMap(([value, some]) => (some.size > 0 && value.length >= 4 ? [value] : []));
  const found = texts
    .flatMap((text) => sharedWith(text, words, [...whole, ...named]))
    .sort((one, other) => other.words.size - one.words.size);
  const chosen = flagged(input, texts, own);
  if (found.length === 0 && words.size === 0 && values.length > 0) return kept(chosen);
  const others = texts.filter(({ isOwn }) => !isOwn);
  const shared = (others.length > 0 ? withoutOwn(found, [...whole, ...named]) : found).slice(0, sharedMax);
  const accounted = new Set(shared.flatMap((one) => [...one.words]));
  const isAccounted = words.size > 0 ? accounted.size >= words.size / 2 : shared.length > 0;
  const latest = isAccounted ? [] : (others.length > 0 ? others : texts).filter(couldAsk).slice(-latestMax);
  for (const one of [...shared, ...latest.map((text) => ({ text, hidden: null, at: 0 }))]) {
    if (!chosen.has(one.text.text)) chosen.set(one.text.text, excerptOf(one.text, shownAt(one)));
  }
  return kept(chosen);
}

const kept = (chosen: ReadonlyMap<string, Excerpt>): Excerpt[] => [...chosen.values()].slice(0, excerptsMax);

const shownAt = ({ text, hidden, at }: Pick<Shared, "text" | "hidden" | "at">): string =>
  hidden === null ? cut(text.text, at, excerptMax) : withHidden(text.text, hidden, at);

const excerptOf = ({ from, interactionId }: OutsideText, text: string): Excerpt => ({
  text,
  from: from?.slice(0, 200) ?? null,
  interactionId,
});

/** What of the call the person did not name, with the text that has it: somebody may have slipped it in. */
function flagged(input: unknown, texts: readonly OutsideText[], own: OwnWords): Map<string, Excerpt> {
  const chosen = new Map<string, Excerpt>();
  for (const { kind, value, text, hidden, at } of namedElsewhere(input, texts, own)) {
    const known = chosen.get(text.text) ?? excerptOf(text, shownAt({ text, hidden, at }));
    chosen.set(text.text, { ...known, [kind]: [...(known[kind] ?? []), value].slice(0, flaggedMax) });
  }
  return chosen;
}

/** The same for a program of the person's, of which nothing is known but what it has read here. */
export const excerptsOfProgram = (
  operation: Operation,
  input: unknown,
  texts: readonly OutsideText[],
): Excerpt[] => excerptsFor({ operation, input, texts, own: ownWords([]) });

/**
 * A mail of the person's own sounds like what they answer, and has not led to it. It is shown where it alone holds a value
 * of the call, since whoever wrote it may only have called themselves by their address.
 */
function withoutOwn(found: readonly Shared[], values: readonly string[]): Shared[] {
  const others = found.filter(({ text }) => !text.isOwn);
  const said = ({ text, hidden }: Shared) => (hidden ?? text.text).toLowerCase();
  const known = others.map(said).join("\n");
  const missing = values.map((value) => value.toLowerCase()).filter((value) => !known.includes(value));
  const own = found.filter(({ text }) => text.isOwn);
  return [...others, ...own.filter((one) => missing.some((value) => said(one).includes(value)))];
}

interface Shared {
  text: OutsideText;
  /** How it has to be read to say so, where that is not as it stands. */
  hidden: string | null;
  /** Where the first of its words stands. */
  at: number;
  words: Set<string>;
}

/** By the reading that has most in common with the call: an order may be written so that people overlook it. */
function sharedWith(text: OutsideText, words: ReadonlySet<string>, whole: readonly string[]): Shared[] {
  const found = [null, ...hiddenReadings(text.text)].flatMap((hidden): Shared[] => {
    const common = inCommon(hidden ?? text.text, words, whole);
    return common ? [{ text, hidden, ...common }] : [];
  });
  return found.sort((one, other) => other.words.size - one.words.size).slice(0, 1);
}

/** One word in common is chance, unless there is no more than one; a whole value never is. */
function inCommon(
  text: string,
  words: ReadonlySet<string>,
  whole: readonly string[],
): Pick<Shared, "at" | "words"> | null {
  const low = text.toLowerCase();
  const value = whole.find((one) => low.includes(one.toLowerCase()));
  const there = wordsOf(text);
  const common = new Set([...words].filter((word) => there.has(word)));
  if (value !== undefined) {
    return { at: low.indexOf(value.toLowerCase()), words: new Set([...common, ...wordsOf(value)]) };
  }
  if (common.size < Math.min(2, words.size) || common.size === 0) return null;
  return { at: Math.max(0, Math.min(...[...common].map((word) => low.indexOf(word)))), words: common };
}

/** Ids are ours; one that stands in the midst of what somebody wrote was put there. */
function idsIn(value: unknown): string[] {
  return JSON.stringify(value ?? null).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}

const couldAsk = ({ text }: OutsideText): boolean =>
  text.length >= proseLength || text.split(/\s+/).length >= proseWords || acts.test(text);

/** As it stands, and what it says to whoever can read it. */
const withHidden = (text: string, hidden: string, at: number): string =>
  `${cut(text, 0, excerptMax / 3)}\n[Hidden writing in it reads:] ${cut(hidden, at, excerptMax / 2)}`;

function cut(text: string, at: number, max: number): string {
  const start = Math.max(0, Math.trunc(at - max / 3));
  const part = text.slice(start, start + max);
  return `${start > 0 ? "…" : ""}${part}${start + max < text.length ? "…" : ""}`;
}
