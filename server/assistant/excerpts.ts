import type { Excerpt } from "#lib/schemas/proposals.ts";

import type { OutsideText } from "./outside.ts";

const excerptMax = 1_500;
/** What shares words with the proposed call, and what was read last. */
const sharedMax = 6;
const latestMax = 4;
/** A name or a subject says little; a mail says what to do. */
const longText = 60;

/** The texts that may have led to a proposed call, those that hold its very words first. Shown, never followed. */
export function excerptsFor(input: unknown, texts: readonly OutsideText[]): Excerpt[] {
  const words = stringsOf(input).filter((word) => word.length >= 4);
  const shared = texts
    .map((text) => ({ text, at: Math.max(...words.map((word) => find(text.text, word)), -1) }))
    .filter(({ at }) => at >= 0)
    .slice(-sharedMax);
  const latest = texts.filter(({ text }) => text.length >= longText).slice(-latestMax);
  const chosen = new Map<string, Excerpt>();
  for (const { text, at } of [...shared, ...latest.map((text) => ({ text, at: 0 }))]) {
    const excerpt = { ...text, text: cut(text.text, at), from: text.from?.slice(0, 200) ?? null };
    if (!chosen.has(text.text)) chosen.set(text.text, excerpt);
  }
  return [...chosen.values()];
}

const find = (text: string, word: string) => text.toLowerCase().indexOf(word.toLowerCase());

function cut(text: string, at: number): string {
  const start = Math.max(0, at - excerptMax / 3);
  const part = text.slice(start, start + excerptMax);
  return `${start > 0 ? "…" : ""}${part}${start + excerptMax < text.length ? "…" : ""}`;
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(stringsOf);
}
