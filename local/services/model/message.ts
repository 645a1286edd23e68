/** A record by kind and id, as the app tells of it. */
export interface Ref {
  readonly kind: string;
  readonly id: string;
}

const told = /\n\n\(From the app: the person (?<said>[^()]*)\.\)$/;
const ref = /\b(?<kind>contact|company|thread|event|task) (?<id>[\w-]+)$/;

/** A message as it was typed, and the record whose page it was typed on. */
export function readMessage(text: string): { question: string; page: Ref | null } {
  const said = told.exec(text)?.groups?.["said"] ?? "";
  const [looking = ""] = said.split(/ and mentions |^mentions /);
  const { kind, id } = ref.exec(looking)?.groups ?? {};
  return { question: text.replace(told, "").trim(), page: kind && id ? { kind, id } : null };
}

const chose =
  /^\(From the app: the person chose option (?<option>\d+) of your question(?:, (?<ref>.+))?\.\)$/;

export const isChoice = (text: string): boolean => chose.test(text);

/** The record that was clicked, of those that were offered; null for a message that was written. */
export function chosenIn(text: string): Ref | null {
  const { kind, id } = ref.exec(chose.exec(text)?.groups?.["ref"] ?? "")?.groups ?? {};
  return kind && id ? { kind, id } : null;
}
