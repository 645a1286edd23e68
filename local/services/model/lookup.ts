import { answerIn, asRecord, type Conversation, itemsOf, lastCall, textField } from "./conversation.ts";
import { call, type Move } from "./intent.ts";
import { notSeen, recordMeant } from "./meant.ts";
import type { Ref } from "./message.ts";

export interface Hit {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly subtitle: string;
}

export type Looked =
  { readonly ask: Move } | { readonly hits: readonly Hit[]; readonly failed: string | null };

/** Looks a name up first, or reads the record that stands for it; later steps find what came back. */
export function lookUpAll(conversation: Conversation, query: string, kinds: readonly string[]): Looked {
  const { chosen } = conversation;
  if (chosen && kinds.includes(chosen.kind)) return readMeant(conversation, chosen);
  const meant = recordMeant(conversation, query, kinds);
  if (meant === "unseen") return { hits: [], failed: notSeen };
  if (meant) return readMeant(conversation, meant);
  const done = lastCall(conversation, "search_query");
  if (!done) return { ask: call("search_query", { query, limit: 5 }) };
  return {
    failed: failureOf(done.result),
    hits: itemsOf(done.result)
      .map((item) => ({
        id: textField(item, "id"),
        kind: textField(item, "kind"),
        title: textField(item, "title"),
        subtitle: textField(item, "subtitle"),
      }))
      .filter((hit) => kinds.includes(hit.kind)),
  };
}

/** The same for one alone: where several have that name, the person is asked which. */
export function lookUp(conversation: Conversation, query: string, kinds: readonly string[]): Looked {
  const looked = lookUpAll(conversation, query, kinds);
  if ("ask" in looked || !conversation.tools.has("ask_choice")) return looked;
  const named = looked.hits.filter((hit) => isNamed(hit.title, query));
  if (named.length < 2) return looked;
  const options = named.slice(0, 6).map((hit) => ({
    label: hit.subtitle ? `${hit.title}, ${hit.subtitle}`.slice(0, 120) : hit.title,
    kind: hit.kind,
    id: hit.id,
  }));
  return { ask: call("ask_choice", { question: `Which ${query} do you mean?`, options }) };
}

/** A search finds what is alike; this is whom its words name. */
export const isNamed = (title: string, name: string): boolean => {
  const words = title.toLowerCase().split(/\s+/);
  return name
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
};

const readers: Readonly<Record<string, string>> = { contact: "contacts_get", company: "companies_get" };

/** What it is called is known from the tool alone. */
function readMeant(conversation: Conversation, { kind, id }: Ref): Looked {
  const reader = readers[kind];
  if (!reader) return { hits: [], failed: notSeen };
  const done = lastCall(conversation, reader);
  if (!done) return { ask: call(reader, { id }) };
  const failed = failureOf(done.result);
  const record = answerIn(done.result);
  const title = textField(record, "displayName") || textField(record, "name");
  const subtitle = textField(record, "primaryEmail") || textField(record, "domain");
  return { failed, hits: failed ? [] : [{ kind, id, title, subtitle }] };
}

/** The words of a tool that refused, or null. */
export function failureOf(result: unknown): string | null {
  const error = asRecord(asRecord(result)["error"]);
  return textField(error, "message") || null;
}

export const isWaiting = (result: unknown): boolean => textField(asRecord(result), "state") === "waiting";

export const linkTo = ({ kind, id, title }: Pick<Hit, "kind" | "id" | "title">): string =>
  `[${title.replaceAll(/[[\]]/g, "")}](/${kind === "company" ? "companies" : "contacts"}/${id})`;

export const nobody = (who: string): string =>
  `I found nobody called "${who}" in your contacts. Try another spelling, or part of the address.`;
