/** What a message to the assistant can be about. */
export const aboutKinds = ["contact", "company", "thread", "event", "task"] as const;

/** As many records as go with a message. */
export const aboutMax = 8;

interface Ref {
  kind: (typeof aboutKinds)[number];
  id: string;
}

const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Where a record is shown. */
export function recordPath(ref: Ref): string {
  switch (ref.kind) {
    case "contact":
      return `/contacts/${ref.id}`;
    case "company":
      return `/companies/${ref.id}`;
    case "thread":
      return `/inbox/${ref.id}`;
    case "event":
      return `/calendar?event=${ref.id}`;
    case "task":
      return `/tasks?task=${ref.id}`;
  }
}

const pageOf = new RegExp(`^/(contacts|companies|inbox)/(${id})$`);
const kindOfPage: Record<string, Ref["kind"]> = {
  contacts: "contact",
  companies: "company",
  inbox: "thread",
};

/** The record whose page a path is; null for any other page. */
export function recordAt(path: string): Ref | null {
  const [, room = "", found = ""] = pageOf.exec(path) ?? [];
  const kind = kindOfPage[room];
  return kind ? { kind, id: found } : null;
}

/** Stands in a message for the record: what it is called may come from outside, and is not the person's words. */
export const mentionToken = (ref: Ref): string => `@${ref.kind}:${ref.id}`;

const token = new RegExp(`@(?:${aboutKinds.join("|")}):${id}`, "g");

/** A text with its mentions taken out of it: words, and records that go with the message. */
export function spokenParts<T extends Ref>(text: string, items: readonly T[]): (string | T)[] {
  const parts: (string | T)[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(token)) {
    const item = items.find((one) => mentionToken(one) === found);
    if (!item) continue;
    parts.push(text.slice(from, index), item);
    from = index + found.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}
