/** Reads whose answers hold nothing that somebody outside wrote: figures, states, and the user's own words. */
const cleanRooms = new Set(["usage", "jobs", "tags", "operationBatches", "profile"]);

const clean = [
  /^$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/,
  /^[+-]?\d+(\.\d+)?$/,
];

/** Whether the answer of a read carries text from outside. Ids, numbers and instants do not count. */
export function hasOutsideText(operation: string, output: unknown): boolean {
  const [room = ""] = operation.split(".");
  return !cleanRooms.has(room) && hasText(output);
}

function hasText(value: unknown): boolean {
  if (typeof value === "string") return !clean.some((pattern) => pattern.test(value));
  if (Array.isArray(value)) return value.some(hasText);
  if (value === null || typeof value !== "object") return false;
  // An opaque cursor is ours.
  return Object.entries(value).some(([key, part]) => key !== "nextCursor" && hasText(part));
}

/** A text that was read, and where it stands. */
export interface OutsideText {
  text: string;
  from: string | null;
  interactionId: string | null;
}

const textFields = new Set([
  "subject",
  "snippet",
  "text",
  "body",
  "description",
  "location",
  "title",
  "displayName",
  "name",
  "label",
  "subtitle",
  "conferenceUrl",
]);

/** The texts in an answer, one for each record. */
export function outsideTexts(output: unknown): OutsideText[] {
  if (Array.isArray(output)) return output.flatMap(outsideTexts);
  if (output === null || typeof output !== "object") return [];
  const record = new Map(Object.entries(output));
  const own: string[] = [];
  const inner: OutsideText[] = [];
  for (const [key, value] of record) {
    if (typeof value === "string" && textFields.has(key)) own.push(value);
    else inner.push(...outsideTexts(value));
  }
  const text = own.join("\n").trim();
  return text === ""
    ? inner
    : [{ text, from: senderOf(record), interactionId: interactionOf(record) }, ...inner];
}

function senderOf(record: ReadonlyMap<string, unknown>): string | null {
  const from = record.get("from");
  if (typeof from === "string") return from;
  if (from === null || typeof from !== "object") return null;
  const { name, address } = { name: null, address: null, ...from };
  return [name, address].filter((part) => typeof part === "string" && part !== "").join(" · ") || null;
}

function interactionOf(record: ReadonlyMap<string, unknown>): string | null {
  const id = record.get("interactionId") ?? (record.has("direction") ? record.get("id") : null);
  return typeof id === "string" && clean[1]?.test(id) ? id : null;
}
