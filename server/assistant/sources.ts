import { recordPath } from "#lib/about.ts";
import type { AboutRef, Source } from "#lib/schemas/chat.ts";

import { senderOf } from "./outside.ts";
import type { MailText } from "./quotes.ts";

export type Found = Omit<Source, "cited">;

const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

const hrefs: Record<Source["kind"], (id: string) => string> = {
  contact: (id) => recordPath({ kind: "contact", id }),
  company: (id) => recordPath({ kind: "company", id }),
  mail: (id) => recordPath({ kind: "thread", id }),
  event: (id) => recordPath({ kind: "event", id }),
  task: (id) => recordPath({ kind: "task", id }),
  note: (id) => recordPath({ kind: "contact", id }),
};

/** What the records of a room are; a record may say itself by its `kind`. */
const kindOfRoom: Record<string, Source["kind"]> = {
  contacts: "contact",
  companies: "company",
  threads: "mail",
  interactions: "mail",
  events: "event",
  tasks: "task",
};

const kindOfRecord: Record<string, Source["kind"]> = {
  contact: "contact",
  company: "company",
  email: "mail",
  mail: "mail",
  meeting: "event",
  event: "event",
  task: "task",
};

const labelFields = ["displayName", "name", "title", "subject", "label"];
const labelMax = 120;

/** The records that an operation's answer names, each once, in the order in which they come. */
export function sourcesIn(operation: string, output: unknown): Found[] {
  const [room = ""] = operation.split(".");
  const found = new Map<string, Found>();
  walk(output, operation.endsWith(".timeline") ? undefined : kindOfRoom[room], {
    source(source) {
      const before = found.get(source.href);
      if (!before || before.label === "") found.set(source.href, source);
    },
    text: () => undefined,
  });
  return [...found.values()];
}

/** What mails say and who says it, by the path of the thread in which each is read. */
export function mailTextsIn(operation: string, output: unknown): [href: string, mail: MailText][] {
  const [room = ""] = operation.split(".");
  const texts: [string, MailText][] = [];
  walk(output, operation.endsWith(".timeline") ? undefined : kindOfRoom[room], {
    source: () => undefined,
    text: (href, mail) => texts.push([href, mail]),
  });
  return texts;
}

interface Take {
  source: (source: Found) => void;
  /** Of a mail. */
  text: (href: string, mail: MailText) => void;
}

function walk(value: unknown, kind: Source["kind"] | undefined, take: Take): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, kind, take);
    return;
  }
  if (value === null || typeof value !== "object") return;
  const record = new Map<string, unknown>(Object.entries(value));
  const said = record.get("kind");
  const own = (typeof said === "string" ? kindOfRecord[said] : undefined) ?? kind;
  if (own) takeRecord(record, own, take);
  takeNamed(record, take);
  for (const [key, part] of record) walk(part, key === "items" ? kind : kindOfField(key), take);
}

function takeRecord(record: ReadonlyMap<string, unknown>, kind: Source["kind"], take: Take): void {
  // A mail is read in its thread, and so is a meeting that was found among mails.
  const isOfThread = kind === "mail" || (kind === "event" && !record.has("startAt"));
  const id = isOfThread ? (record.get("threadId") ?? record.get("id")) : record.get("id");
  const label = labelFields.map((field) => record.get(field)).find(isText);
  if (!isId(id)) return;
  take.source({ ...sourceOf(kind, id, label), ...(isOfThread ? { href: hrefs.mail(id) } : {}) });
  if (kind !== "mail") return;
  const text = record.get("body") ?? record.get("snippet");
  if (isText(text)) take.text(hrefs.mail(id), { text, ...writtenBy(record) });
}

function writtenBy(record: ReadonlyMap<string, unknown>): Omit<MailText, "text"> {
  const at = record.get("occurredAt");
  return {
    by: senderOf(record),
    at: isText(at) ? at : null,
    isOwn: record.get("direction") === "outbound",
  };
}

/** Another record that is named beside: { contactId, contactName }. */
function takeNamed(record: ReadonlyMap<string, unknown>, take: Take): void {
  const [contactId, companyId] = [record.get("contactId"), record.get("companyId")];
  if (isId(contactId)) {
    take.source(
      sourceOf(
        "contact",
        contactId,
        ["contactName", "displayName", "name", "address"].map((field) => record.get(field)).find(isText),
      ),
    );
  }
  if (isId(companyId)) take.source(sourceOf("company", companyId, record.get("companyName")));
}

/** Lists that stand inside a record: what they hold is not what the record is. */
function kindOfField(key: string): Source["kind"] | undefined {
  if (/^(messages|mails|unanswered)$/.test(key)) return "mail";
  if (/^(events|upcoming)$/.test(key)) return "event";
  if (/^(contacts|people|quiet)$/.test(key)) return "contact";
  return key === "tasks" ? "task" : undefined;
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

const sourceOf = (kind: Source["kind"], id: string, label: unknown): Found => ({
  kind,
  id,
  label: isText(label) ? label.trim().slice(0, labelMax) : "",
  href: hrefs[kind](id),
});

/** A record that the person named: known, and without a name until it is read. */
export const sourceNamed = ({ kind, id }: Pick<AboutRef, "kind" | "id">): Found =>
  sourceOf(kind === "thread" ? "mail" : kind, id, "");

/** With an answer go the records it links; where it links none, what was read, some of it. */
export function sourcesOf(read: Iterable<Found>, cited: ReadonlySet<string>): Source[] {
  const all = [...read].map((source) => ({ ...source, cited: cited.has(source.href) }));
  const linked = all.filter((source) => source.cited);
  return linked.length > 0 ? linked.slice(0, 24) : all.filter(({ label }) => label !== "").slice(0, 8);
}
