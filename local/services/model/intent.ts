import type { Conversation } from "./conversation.ts";

export interface Call {
  readonly call: string;
  readonly input: Record<string, unknown>;
}

/** What the scripted model does next: calls a tool, or answers. */
export type Move =
  | (Call & { readonly words?: string })
  | { readonly together: readonly Call[]; readonly words: string }
  | { readonly say: string };

export function callsOf(move: Move): readonly Call[] {
  if ("say" in move) return [];
  return "together" in move ? move.together : [move];
}

/** Words the intent was recognised by, as named groups: who, what, when… */
export type Found = Readonly<Record<string, string>>;

interface Example {
  readonly question: string;
  readonly calls: readonly string[];
  /** Of which kind the record is on whose page it is asked. */
  readonly page?: "contact" | "company" | "thread";
}

export interface Intent {
  readonly name: string;
  /** Three ways to ask for it and more, each with the tools that have to be called. */
  readonly examples: readonly Example[];
  readonly patterns: readonly RegExp[];
  next(conversation: Conversation, found: Found): Move;
}

export const call = (name: string, input: Record<string, unknown>): Move => ({ call: name, input });
/** Calls a tool that writes, and says what it proposes: it is not asked again before that is decided. */
export const propose = (name: string, input: Record<string, unknown>, what: string): Move => ({
  call: name,
  input,
  words: `${what}, for you to approve:`,
});
/** The same of several that are proposed at once. */
export const proposeTogether = (together: readonly Call[], what: string): Move => ({
  together,
  words: `${what}, for you to approve:`,
});
export const say = (text: string): Move => ({ say: text });

export function matchOf(intent: Intent, question: string): Found | null {
  for (const pattern of intent.patterns) {
    const match = pattern.exec(question);
    if (match) {
      const groups = Object.entries(match.groups ?? {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      );
      return Object.fromEntries(groups.map(([name, value]) => [name, tidy(value)]));
    }
  }
  return null;
}

const tidy = (text: string): string =>
  text
    .trim()
    .replace(/[?.!,;:]+$/, "")
    .replace(/^["'“”„]+|["'“”]+$/g, "")
    .trim();
