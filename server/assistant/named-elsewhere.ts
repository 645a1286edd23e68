import { parse } from "tldts";

import type { OutsideText } from "./outside.ts";
import { inGroups, longNumbersIn, partsOf } from "./long-numbers.ts";
import { type OwnWords, plain } from "./own-words.ts";
import { hiddenReadings } from "./unveil.ts";

/** A value of a call that leads somewhere, to a mailbox, a page or an account, and that the person did not name. */
export interface NamedElsewhere {
  /** As the call has it. */
  value: string;
  kind: "addresses" | "values";
  /** The text that was read last and has it. */
  text: OutsideText;
  /** How the text has to be read to say so, where that is not as it stands. */
  hidden: string | null;
  at: number;
}

interface Candidate {
  kind: NamedElsewhere["kind"];
  value: string;
  /** The first that stands in a text stands for the value. */
  patterns: readonly RegExp[];
}

/** Of one call: more than it can name on purpose. */
const candidatesMax = 200;
const valueMax = 250;

/** The addresses, links, domains and long numbers of a call's input that only somebody's text has. */
export function namedElsewhere(
  input: unknown,
  texts: readonly OutsideText[],
  own: OwnWords,
): NamedElsewhere[] {
  const candidates = new Map(
    stringsIn(input)
      .flatMap(candidatesIn)
      .map((one) => [`${one.kind} ${one.value}`, one] as const),
  );
  const latest = [...texts].reverse();
  const asWritten = latest.map((text) => ({ text, hidden: null, low: plain(text.text) }));
  // An order may be written so that people overlook it.
  const unveiled = once(() =>
    latest.flatMap((text) =>
      hiddenReadings(text.text).map((hidden) => ({ text, hidden, low: plain(hidden) })),
    ),
  );
  return [...candidates.values()].slice(0, candidatesMax).flatMap(({ kind, value, patterns }) => {
    const foreign = patterns.filter((pattern) => !own.hasNamed(pattern));
    // Where the whole of it was said, its parts were.
    if (foreign[0] !== patterns[0]) return [];
    const found = firstOf(foreign, asWritten) ?? firstOf(foreign, unveiled());
    return found ? [{ kind, value, ...found }] : [];
  });
}

interface Read {
  text: OutsideText;
  hidden: string | null;
  low: string;
}

function firstOf(
  patterns: readonly RegExp[],
  read: readonly Read[],
): Pick<NamedElsewhere, "text" | "hidden" | "at"> | null {
  for (const pattern of patterns) {
    for (const { text, hidden, low } of read) {
      const at = low.search(pattern);
      if (at >= 0) return { text, hidden, at };
    }
  }
  return null;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Strings and large numbers, wherever they stand. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return Number.isSafeInteger(value) ? [String(value)] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(stringsIn);
}

const address = /[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/gu;
const link = /(?<![\p{L}\p{N}])(?:[a-z][a-z+-]{1,20}:\/\/|www\.)[^\s<>"'()[\]]+/giu;
const domain =
  /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?\.){1,8}[\p{L}][\p{L}\p{N}-]{1,62}(?![\p{L}\p{N}@-]|\.[\p{L}\p{N}])(?:\/[^\s<>"'()[\]]*)?/gu;

function candidatesIn(text: string): Candidate[] {
  const whole = text.normalize("NFKC");
  const links = whole.match(link) ?? [];
  const others = whole.replace(link, " ");
  const addresses = (others.toLowerCase().match(address) ?? []).map((one) => one.replace(/[.!?]+$/, ""));
  const domains = others.replace(address, " ").match(domain) ?? [];
  return [
    ...addresses.map((value) => ({
      kind: "addresses" as const,
      value: value.slice(0, valueMax),
      patterns: [standing(value)],
    })),
    ...[...links, ...domains.filter((one) => isDomain(hostOf(one)))].map(linked),
    ...longNumbersIn(whole).map((value) => ({
      kind: "values" as const,
      value: value.replace(/\s+/g, " "),
      patterns: [inGroups(value), ...partsOf(value).map(inGroups)],
    })),
  ];
}

/** By its whole way, or else by where it leads. */
function linked(found: string): Candidate {
  const value = found.replace(/[.,;:!?/]+$/, "");
  const bare = value
    .toLowerCase()
    .replace(/^[a-z+-]+:\/\//, "")
    .replace(/^www\./, "");
  const patterns = [...new Set([bare, hostOf(bare)])].map(standing);
  return { kind: "values", value: value.slice(0, valueMax), patterns };
}

const hostOf = (bare: string): string => bare.split(/[/?#:]/)[0] ?? bare;

/** Names that lead nowhere on purpose count too: they are what is tried out with. */
function isDomain(host: string): boolean {
  const { isIcann, isPrivate } = parse(host);
  return isIcann === true || isPrivate === true || /\.(example|test|invalid|localhost|onion)$/.test(host);
}

/** The value by itself: not in the midst of a longer name. */
const standing = (value: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}-])${value.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    "u",
  );
