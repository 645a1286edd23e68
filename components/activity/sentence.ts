import { countOf } from "#lib/format/number.ts";
import type { ChangeItem, ChangeSetSummary, ChangeSubject } from "#lib/schemas/change-sets.ts";
import { fieldWords, valueWords } from "#components/ui/field-diff.tsx";

import { operationWords } from "./operation-words.ts";

const things: Record<string, string> = {
  contacts: "contact",
  contact_identities: "address",
  companies: "company",
  notes: "note",
  tasks: "task",
  tags: "tag",
  contact_tags: "tag",
  connections: "account",
  profiles: "profile",
  workspaces: "workspace",
  members: "member",
  memories: "memory",
  ignored_addresses: "ignored address",
  dismissed_suggestions: "dismissed suggestion",
  budget_limits: "limit",
};

/** What making and unmaking is called, where it is not creating and deleting. */
const verbs: Record<string, readonly [made: string, gone: string]> = {
  contact_tags: ["added", "removed"],
  contact_identities: ["added", "removed"],
  connections: ["connected", "removed"],
};

/** Whole operations that are more than what their first record tells. */
const wholes: Record<string, string> = {
  "previews.create": "looked at a preview",
  "previews.approve": "approved an import",
  "previews.discard": "discarded a preview",
  "batches.resume": "let an import go on",
  "imports.create": "uploaded a mailbox",
  "batches.undo": "took an import back",
  "batches.undoMany": "took imports back",
  "connections.takeBack": "took back what an account brought",
  "mailboxDays.count": "counted an account by day",
  "mailboxDays.fetch": "fetched what was missing",
  "missingMail.ask": "asked a provider for a mail",
  "failedItems.replay": "tried again what had failed",
  "connections.sync": "asked for what is new",
  "suggestions.find": "had a contact’s mails read for what they say of it",
  "workspaces.provision": "made this workspace",
  "changeSets.revert": "took back",
};

/** What following an account does. */
const synced: Record<string, string> = {
  "connections.sync": "brought what was new",
  "connections.changeEvents": "changed meetings as they changed at Google",
  "connections.takeOffMail": "took off mail that was thrown away",
  "connections.bringBackMail": "brought back mail that is out of the bin",
};

/** Columns that say what became of a record better than their values do: set, then emptied. */
const states: Record<string, readonly [set: string, emptied: string]> = {
  deleted_at: ["deleted", "restored"],
  done_at: ["completed", "reopened"],
};

/** Columns that people call by another name. */
const renamed: Record<string, string> = { display_name: "name", primary_email: "e-mail" };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const bookkeeping = new Set([
  "updated_at",
  "version",
  "id",
  "workspace_id",
  "created_at",
  "owner_id",
  "audience",
]);

export interface Sentence {
  /** "changed title of". */
  before: string;
  /** What it was done to, by name. */
  subject: { label: string; table: string; id: string } | null;
  /** "from Lead to Won". */
  after: string;
}

/** What a change set did, after the name of who did it: "changed stage of Acme from Lead to Won". */
export function sentenceOf(change: ChangeSetSummary): Sentence {
  const { stepCount, subject } = change;
  const sentence = firstOf(change);
  if (stepCount < 2 || !subject) return sentence;
  const changes = countOf(stepCount, "change");
  return {
    before: isBack(change) ? `took back ${changes}:` : `made ${changes}: ${sentence.before}`,
    subject: sentence.subject,
    after: [sentence.after, `and ${stepCount - 1} more`].filter(Boolean).join(" "),
  };
}

const isBack = ({ kind, revertsId }: ChangeSetSummary): boolean => kind === "revert" || revertsId !== null;

/** The same of its first step alone. */
function firstOf(change: ChangeSetSummary): Sentence {
  const { operation, kind, subject, imported } = change;
  const whole = wholes[operation];
  if (kind === "sync" && operation !== "batches.undo") {
    return { before: synced[operation] ?? importWords(imported), subject: null, after: "" };
  }
  if (whole && operation !== "changeSets.revert") return { before: whole, subject: null, after: "" };
  const takesBack = isBack(change);
  if (subject?.table === "mails") return writtenSentence(subject, takesBack || operation === "mail.callBack");
  if (!subject) {
    // Whether it went is its writer's to know: a mail can be called back.
    if (operation === "mail.send") return { before: "prepared a mail to be sent", subject: null, after: "" };
    const { done, thing } = operationWords(operation);
    return {
      before: takesBack ? "took a change back" : `${done} ${withArticle(thing)}`,
      subject: null,
      after: "",
    };
  }
  const outside = outsideThings[subject.table];
  if (outside && takesBack) return takenBackSentence(outside, subject);
  const sentence = outside ? outsideSentence(operation, subject) : subjectSentence(subject);
  if (!takesBack) return sentence;
  return { ...sentence, before: "took back a change of", after: "" };
}

/** What stands at the provider and is changed there, without a record that changes here. */
const outsideThings: Record<string, string> = { threads: "mail", calendar_events: "event", drafts: "draft" };

function takenBackSentence(thing: string, { table, rowId: id, label, op }: ChangeSubject): Sentence {
  const named = label === null ? null : { label, table, id };
  const what = named ? `the ${thing}` : withArticle(thing);
  return { before: `took back ${op === "insert" ? "" : "a change of "}${what}`, subject: named, after: "" };
}

/** What was done in somebody's own mailbox or calendar, and to what there. */
function outsideSentence(operation: string, { table, rowId: id, label }: ChangeSubject): Sentence {
  const { done, thing } = operationWords(operation);
  return label
    ? { before: `${done} the ${thing}`, subject: { label, table, id }, after: "" }
    : { before: `${done} ${withArticle(thing)}`, subject: null, after: "" };
}

/** What became of a mail that was to be sent. */
const fates: Record<string, readonly [before: string, after: string]> = {
  sent: ["sent", ""],
  calledBack: ["wrote", "but called it back before it was sent"],
  failed: ["wrote", "which could not be sent"],
  waiting: ["wrote", "which is still to be sent"],
};

function writtenSentence(
  { table, rowId: id, label, fields }: ChangeSubject,
  isCalledBack: boolean,
): Sentence {
  const [before, after] = fates[String(fields[0]?.new)] ?? ["prepared", "to be sent"];
  const named = label === null ? null : { label, table, id };
  return {
    before: `${isCalledBack ? "called back" : before} ${named ? "the mail" : "a mail"}`,
    subject: named,
    after: isCalledBack ? "" : after,
  };
}

function importWords(imported: ChangeSetSummary["imported"]): string {
  if (!imported) return "ran an import";
  const { content, stored, label } = imported;
  return `imported ${countOf(stored, content === "mail" ? "message" : "meeting")} from ${label}`;
}

const withArticle = (thing: string) => `${/^[aeiou]/i.test(thing) ? "an" : "a"} ${thing}`;

function subjectSentence({ table, rowId, label, op, fields }: ChangeSubject): Sentence {
  const thing = isPhone(table, label) ? "phone number" : (things[table] ?? fieldWords(table).toLowerCase());
  const named = label === null ? null : { label, table, id: rowId };
  const a = named ? thing : withArticle(thing);
  if (op !== "update") {
    const [made, gone] = verbs[table] ?? ["created", "deleted"];
    const verb = op === "insert" ? made : gone;
    return { before: `${verb} ${a}`, subject: named, after: "" };
  }
  const state = fields.find(({ field }) => field in states);
  const words = state && states[state.field];
  if (words) return { before: `${state.new === null ? words[1] : words[0]} ${a}`, subject: named, after: "" };
  const told = fields.filter(({ field }) => !bookkeeping.has(field));
  const names = told.map(({ field }) => fieldWords(renamed[field] ?? field).toLowerCase());
  const of = named ? "of" : `of ${withArticle(thing)}`;
  return {
    before: names.length === 0 ? `changed ${a}` : `changed ${listed(names)} ${of}`,
    subject: named,
    after: told.length === 1 && told[0] ? fromTo(told[0]) : "",
  };
}

const isPhone = (table: string, label: string | null): boolean =>
  table === "contact_identities" && /^\+\d+$/.test(label ?? "");

function fromTo({ old, new: next }: { old: unknown; new: unknown }): string {
  const was = shown(old);
  const is = shown(next);
  if (was === undefined || is === undefined) return "";
  if (was === null) return is === null ? "" : `to ${is}`;
  return is === null ? `from ${was} to nothing` : `from ${was} to ${is}`;
}

/** Undefined for what only its id is known of. */
function shown(value: unknown): string | null | undefined {
  if (typeof value === "string" && uuid.test(value)) return undefined;
  return valueWords(value);
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

/** "Created contact", "Added tag", before the record's name; "Created in interactions", before how many rows. */
export function recordWords({ table, rowId, op }: Pick<ChangeItem, "table" | "rowId" | "op">): string {
  const [made, gone] = verbs[table] ?? ["created", "deleted"];
  const verb = { insert: made, update: "changed", delete: gone }[op];
  const thing = fieldWords(table).toLowerCase();
  const words = rowId === null ? `${verb} in ${thing}` : `${verb} ${things[table] ?? thing}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A row's columns as people read them, for the diff: what points to another record by that record's name, and what
 * points to one that has no name not at all.
 */
export function columnsOf(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  names: Readonly<Record<string, string>>,
): { field: string; old: unknown; new: unknown }[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const named = (value: unknown) =>
    typeof value === "string" && uuid.test(value) ? (names[value] ?? null) : (value ?? null);
  return [...fields]
    .filter((field) => !bookkeeping.has(field))
    .map((field) => ({
      field: renamed[field] ?? field,
      old: named(before?.[field]),
      new: named(after?.[field]),
    }))
    .filter(({ old, new: next }) => valueWords(old) !== valueWords(next));
}
