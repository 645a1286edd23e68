import type { About, Chosen } from "#lib/schemas/chat.ts";

/** Told below a question: kinds and ids alone. What a record is called may come from outside, and is read by a tool. */
export function aboutLine(items: readonly About[]): string {
  const page = items.filter(({ via }) => via === "page").map(named);
  const mentioned = items.filter(({ via }) => via === "mention").map(named);
  const said = [
    ...(page.length > 0 ? [`is looking at ${page.join(", ")}`] : []),
    ...(mentioned.length > 0 ? [`mentions ${mentioned.join(", ")}`] : []),
  ];
  return `(From the app: the person ${said.join(" and ")}.)`;
}

const named = ({ kind, id }: About): string => `${kind} ${id}`;

/** Told in place of a message that was clicked. The label stands in the call that offered it: it is the model's own. */
export const chosenLine = ({ option, record }: Chosen): string =>
  `(From the app: the person chose option ${option} of your question${record ? `, ${record.kind} ${record.id}` : ""}.)`;
