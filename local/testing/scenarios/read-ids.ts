import type { MockLanguageModelV4 } from "ai/test";

export type Prompt = Parameters<MockLanguageModelV4["doStream"]>[0]["prompt"];

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const names = ["displayName", "name", "title", "subject", "primaryEmail", "operation", "body"];

export const idsIn = (value: unknown): string[] => JSON.stringify(value ?? null).match(uuid) ?? [];

/** What a model was told by others: answers of tools, the person, the app. What it said itself is no source. */
const sources = (prompt: Prompt) => prompt.filter(({ role }) => role === "tool" || role === "user");

/** Every id that the prompt holds. */
export const readIds = (prompt: Prompt): Set<string> => new Set(idsIn(sources(prompt)));

/** Fills in `{Ada Byron}` and `{Offer.threadId}` by what has been read. Throws where that was not read, or is not clear. */
export function withReadIds<T>(value: T, prompt: Prompt): T {
  const records = sources(prompt).flatMap(({ content }) => recordsIn(content));
  const fill = (part: unknown): unknown => {
    if (typeof part === "string") {
      return part.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => idFor(name, records));
    }
    if (Array.isArray(part)) return part.map(fill);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]));
  };
  // Only texts were changed.
  return fill(value) as T;
}

type Fields = ReadonlyMap<string, unknown>;

function recordsIn(value: unknown): Fields[] {
  if (typeof value === "string") return recordsInText(value);
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  if (value === null || typeof value !== "object") return [];
  return [new Map(Object.entries(value)), ...Object.values(value).flatMap(recordsIn)];
}

/** The app tells what became of a proposal as JSON behind a sentence, and what a message is about in a line below it. */
function recordsInText(text: string): Fields[] {
  const about = /\n\n\(From the app: the person ([^()]*)\.\)$/.exec(text)?.[1];
  if (about !== undefined) return namedIn(about);
  const at = text.indexOf("\n{");
  if (!text.startsWith("(From the app") || at < 0) return [];
  return recordsIn(JSON.parse(text.slice(at + 1)));
}

/** By what the script calls them: "contact looked at", "company mentioned". */
const namedIn = (about: string): Fields[] =>
  about.split(" and mentions ").flatMap((part, index) => {
    const how = index > 0 || part.startsWith("mentions ") ? "mentioned" : "looked at";
    return [...part.matchAll(/(\w+) ([0-9a-f-]{36})/g)].map(
      ([, kind = "", id]) =>
        new Map([
          ["name", `${kind} ${how}`],
          ["id", id],
        ]),
    );
  });

function idFor(name: string, records: readonly Fields[]): string {
  const [, label = name, field = "id"] = /^(.+)\.(id|[a-z]+Id)$/.exec(name) ?? [];
  const found = new Set(
    records.flatMap((record) => {
      const id = field === "id" ? (record.get("id") ?? resultId(record)) : record.get(field);
      return names.some((key) => record.get(key) === label) && typeof id === "string" ? [id] : [];
    }),
  );
  const [only] = found;
  if (only === undefined || found.size > 1) {
    throw new Error(`the script names {${name}}, of which ${String(found.size)} were read`);
  }
  return only;
}

/** Of a step that was approved: the record that it made. */
function resultId(record: Fields): unknown {
  const result = record.get("result");
  return result !== null && typeof result === "object" && "id" in result ? result.id : undefined;
}
