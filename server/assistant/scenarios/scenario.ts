import type { AboutKind } from "#lib/schemas/chat.ts";

/**
 * What a scenario is made of: plain data, run by local/testing/scenarios. A text in braces stands for an id: `{Ada Byron}`
 * is the id of the one record of that name, `{Offer.threadId}` another id of it. In a script the record must have been
 * read in the conversation before; anywhere else it is looked up in the database.
 */
export interface Scenario {
  name: string;
  start?: Start;
  acts: readonly Act[];
  /** What is different in the database at the end, no more and no less; nothing where it is left out. */
  changes?: readonly Change[];
  /** The operations of the proposals that still wait at the end, those of one card with a "+" between them. */
  waits?: readonly string[];
  /** How often a person may be asked at most. */
  approvalsAtMost?: number;
  /** A real model may be asked the same words, and has to leave the database in the same state. */
  real?: boolean;
}

export interface Start {
  companies?: readonly { name: string; domain?: string }[];
  contacts?: readonly {
    name: string;
    emails?: readonly string[];
    title?: string;
    company?: string;
    tags?: readonly string[];
  }[];
  tags?: readonly string[];
  tasks?: readonly { title: string; contact?: string; dueAt?: string; isDone?: boolean }[];
  notes?: readonly { contact: string; body: string }[];
  mails?: readonly Mail[];
  /** A Google account in which everything may be done; the mails stand in its mailbox. */
  google?: boolean;
  /** In its calendar. */
  events?: readonly { title: string; startAt: string; minutes: number }[];
  /** Millionths of a US dollar that the assistant may cost a day. */
  budgetMicros?: number;
  /** What the person is in somebody else's workspace; where it is left out, it is their own. */
  role?: "member" | "viewer";
  /** A contact of another workspace, by this name. */
  elsewhere?: string;
}

export interface Mail {
  from: string;
  name?: string;
  subject: string;
  body: string;
  daysAgo?: number;
  direction?: "inbound" | "outbound";
  /** Of mails with the same word here, one conversation. */
  thread?: string;
  contact?: string;
}

export type Call = readonly [tool: string, input: Readonly<Record<string, unknown>>];

/** What the model says or calls when it is asked once. */
export type ScriptStep =
  | string
  | Call
  | { together: readonly Call[]; says?: string }
  /** An id that nobody gave it: a model makes things up. */
  | { invents: Call }
  /** Another process takes the turn over before the call is made. */
  | { replacedBefore: Call }
  /** The provider answers this status in place of words. */
  | { status: number }
  | { cutAfter: string }
  /** Words without end, so that somebody may stop it. */
  | { slowly: string };

export type Script = readonly ScriptStep[];

export interface Expected {
  status?: "done" | "waiting" | "failed" | "stopped";
  /** Parts of what the answer says. */
  says?: readonly string[];
  doesNotSay?: readonly string[];
  /** Sentences of mails that are shown with the answer. */
  quotes?: readonly string[];
  /** Whose those are. */
  quotesBy?: readonly string[];
  /** Parts of what failed calls were answered, in order. */
  failures?: readonly string[];
  /** Code of the turn's error. */
  error?: string;
  /** How often the model is asked; as often as the script has steps where it is left out. */
  asked?: number;
  /** What was proposed warns, and shows this of what somebody outside wrote. */
  excerpt?: string;
  /** What was proposed does not show this. */
  noExcerpt?: string;
  /** Parts of what a card shows of the call. */
  card?: readonly string[];
  /** What was proposed is the person's own: nothing from outside is shown with it. */
  plain?: true;
  /** The model is given what it read as data, marked. */
  marked?: true;
  /** Parts of what the model is given when it is asked last. */
  given?: readonly string[];
  notGiven?: readonly string[];
  /** The tools that were called, in any order. */
  tools?: readonly string[];
}

/** Records by name. A script knows them as `{contact looked at}` and `{company mentioned}`. */
export interface Said {
  page?: readonly [kind: AboutKind, name: string];
  mentions?: readonly (readonly [kind: AboutKind, name: string])[];
}

export type Act =
  | { does: "says"; words: string; script: Script; expect?: Expected; newThread?: boolean; about?: Said }
  /** The same message is sent twice at once, with one key. */
  | { does: "saysTwice"; words: string; script: Script; expect?: Expected }
  /** Two tabs of one conversation ask at once: one is answered, the other refused. */
  | { does: "asksInTwoTabs"; words: readonly [string, string]; script: Script }
  /** Says it, and stops the answer once it has begun to speak. */
  | { does: "stops"; words: string; script: Script; expect?: Expected }
  /** The process that answers is told to end, and another goes on. */
  | { does: "movesOn"; words: string; script: Script; rest: Script; expect?: Expected }
  /** The process is killed after it has proposed and before that step is written; another goes on. */
  | { does: "isKilled"; words: string; script: Script; rest: Script; expect?: Expected }
  /** The script has another process take the turn over. */
  | { does: "isReplaced"; words: string; script: Script }
  /** Clicks an option, counted from 1, of what the last answer asks. */
  | { does: "chooses"; option: number; script: Script; expect?: Expected }
  | { does: "retries"; script: Script; expect?: Expected }
  | Approval
  | { does: "rejects"; reason?: string; script?: Script; expect?: Expected }
  /** Takes back what was approved last, or the step of it that a word is known by. */
  | { does: "undoes"; step?: string; refusal?: string }
  /** Does something without the assistant. */
  | { does: "acts"; operation: string; input: Readonly<Record<string, unknown>> }
  /** Knocks with something that has to be refused. */
  | {
      does: "forges";
      operation: string;
      input: Readonly<Record<string, unknown>>;
      refusal: string;
      door?: "tool" | "mcp" | "batch";
    }
  | { does: "isMadeViewer" };

export interface Approval {
  does: "approves";
  /** A word by which one of those that wait is known; all where it is left out. */
  which?: string;
  /** Words by which the steps are known that are ticked; all where it is left out. */
  ticks?: readonly string[];
  edits?: Readonly<Record<string, unknown>>;
  /** A word of the step that is edited; the first where it is left out. */
  editing?: string;
  /** As often at once, and once more afterwards. */
  atOnce?: number;
  result?: "done" | "failed" | "stale";
  refusal?: string;
  /** What the model says when it is told. */
  script?: Script;
  expect?: Expected;
}

export type Change =
  | { added: string; values: Readonly<Record<string, unknown>> }
  /** The row of that name, with the columns that changed and what they hold now. */
  | { changed: string; name: string; values: Readonly<Record<string, unknown>> }
  | { gone: string; values: Readonly<Record<string, unknown>> };

/** Any value but null; as a name, any name. */
export const something = "(something)";

export const says = (words: string, script: Script, expect: Expected = {}, about: Said = {}): Act => ({
  does: "says",
  words,
  script,
  expect,
  about,
});

export const approves = (more: Omit<Approval, "does"> = {}): Act => ({ does: "approves", ...more });

export const added = (table: string, values: Readonly<Record<string, unknown>>): Change => ({
  added: table,
  values,
});

export const changed = (table: string, name: string, values: Readonly<Record<string, unknown>>): Change => ({
  changed: table,
  name,
  values,
});

export const gone = (table: string, values: Readonly<Record<string, unknown>>): Change => ({
  gone: table,
  values,
});

/** A person who is known, for scenarios that need one. */
export const ada = { name: "Ada Byron", emails: ["ada@loom.example"], title: "Engineer" };
export const bea = { name: "Bea Lovett", emails: ["bea@pie.example"] };
