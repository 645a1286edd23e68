import { asRecord, type Conversation, itemsOf, lastCall, textField } from "./conversation.ts";
import { call, type Move } from "./intent.ts";

export interface Hit {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly subtitle: string;
}

export type Looked =
  { readonly ask: Move } | { readonly hits: readonly Hit[]; readonly failed: string | null };

/** Looks a name up first; later steps find what came back. */
export function lookUp(conversation: Conversation, query: string, kinds: readonly string[]): Looked {
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
