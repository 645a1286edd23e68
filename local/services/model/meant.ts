import type { Conversation } from "./conversation.ts";
import type { Ref } from "./message.ts";

const token = /^@(?<kind>contact|company|thread|event|task):(?<id>[\w-]+)$/;

const words: Readonly<Record<string, RegExp>> = {
  contact: /^(?:they|them|she|her|he|him|this|here|(?:this|the) (?:contact|person))$/i,
  company: /^(?:them|this|here|(?:this|the) (?:company|organi[sz]ation))$/i,
  thread: /^(?:it|this|here|(?:(?:this|the) )?(?:thread|conversation|discussion|e-?mails?|mails?))$/i,
};

/** Words that stand for a record of these kinds in place of its name; inside a longer pattern. */
export const standIn =
  "(?:them|him|her|this (?:contact|person|company)|@(?:contact|company):[\\da-f-]{36})(?![\\p{L}\\d-])";

/** The record that is meant; null for a name; unseen where no such record is open. */
export function recordMeant(
  { page }: Pick<Conversation, "page">,
  text: string,
  kinds: readonly string[],
): Ref | "unseen" | null {
  const mentioned = token.exec(text.trim())?.groups;
  if (mentioned) {
    const { kind = "", id = "" } = mentioned;
    return kinds.includes(kind) ? { kind, id } : "unseen";
  }
  const fitting = kinds.filter((kind) => words[kind]?.test(text.trim()));
  if (fitting.length === 0) return null;
  return page && fitting.includes(page.kind) ? page : "unseen";
}

export const notSeen = "I do not see which one you mean. Open it, or mention it with @, and tell me again.";
