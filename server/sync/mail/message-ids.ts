import { cleanLine } from "./clean-text.ts";
import { limits } from "./limits.ts";

/** The id without its angle brackets and what stands around them; null when nothing is left. */
export function normaliseMessageId(value: string): string | null {
  const open = value.indexOf("<");
  const close = value.indexOf(">", open + 1);
  const inner = open >= 0 && close > open ? value.slice(open + 1, close) : value.replaceAll(/[<>]/g, "");
  const id = cleanLine(inner, limits.messageIdChars);
  return id === "" ? null : id;
}

/**
 * Ids of a References or In-Reply-To header in their order, without doubles. Of more than `limits.references` the first
 * (the thread's root) and the newest are kept, as RFC 5537 section 3.4.4 has it. Words around ids are dropped.
 */
export function parseReferences(values: readonly string[]): string[] {
  const ids = new Set<string>();
  for (const value of values) {
    const bounded = value.length > 100_000 ? value.slice(0, 100_000) : value;
    for (const token of bounded.includes("<") ? bracketed(bounded) : bounded.split(" ")) {
      const id = normaliseMessageId(token);
      if (id !== null && (token.startsWith("<") || id.includes("@"))) ids.add(id);
    }
  }
  const list = [...ids];
  if (list.length <= limits.references) return list;
  return [...list.slice(0, 1), ...list.slice(1 - limits.references)];
}

function bracketed(value: string): string[] {
  return value.match(/<[^<>]{1,2000}>/g) ?? [];
}
