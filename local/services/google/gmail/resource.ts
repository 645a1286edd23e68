import type { Database } from "../database.ts";
import { invalid, notFound } from "../errors.ts";
import { type MimePart, allParts, parseMime } from "./mime.ts";
import { type StoredMessage, labelsOf, rawOf } from "./store.ts";

export type Format = "full" | "metadata" | "minimal" | "raw";

export function formatOf(value: string | null): Format {
  const format = (value ?? "full").toLowerCase();
  if (format === "full" || format === "metadata" || format === "minimal" || format === "raw") return format;
  throw invalid(`Invalid value at 'format': ${format}`);
}

/** A message as Gmail shows it. `headerNames` narrows the headers of format metadata; none means all. */
export function messageResource(
  database: Database,
  message: StoredMessage,
  format: Format,
  headerNames: readonly string[] = [],
): Record<string, unknown> {
  const labelIds = labelsOf(database, message.email, message.id);
  const common = {
    id: message.id,
    threadId: message.thread_id,
    ...(labelIds.length > 0 && { labelIds }),
    snippet: message.snippet,
    historyId: String(message.history_id),
    internalDate: String(message.internal_date),
    sizeEstimate: message.size,
  };
  if (format === "minimal") return common;
  const raw = rawOf(database, message);
  if (format === "raw") return { ...common, raw: Buffer.from(raw).toString("base64url") };
  const mime = parseMime(raw);
  if (format === "full") return { ...common, payload: partResource(mime) };
  const wanted = new Set(headerNames.map((name) => name.toLowerCase()));
  const headers = mime.headers.filter(({ name }) => wanted.size === 0 || wanted.has(name.toLowerCase()));
  return { ...common, payload: { mimeType: mime.mimeType, headers } };
}

export function attachmentResource(
  database: Database,
  message: StoredMessage,
  attachmentId: string,
): unknown {
  const parts = [...allParts(parseMime(rawOf(database, message)))];
  const part = parts.find((one) => one.filename !== "" && attachmentIdOf(one) === attachmentId);
  if (part === undefined) throw notFound();
  return { attachmentId, size: part.body.length, data: part.body.toString("base64url") };
}

function partResource(part: MimePart): Record<string, unknown> {
  const { partId, mimeType, filename, headers, parts } = part;
  return {
    partId,
    mimeType,
    filename,
    headers,
    body: bodyOf(part),
    ...(parts.length > 0 && { parts: parts.map(partResource) }),
  };
}

function bodyOf(part: MimePart): Record<string, unknown> {
  const { filename, body } = part;
  if (filename !== "") return { attachmentId: attachmentIdOf(part), size: body.length };
  return body.length === 0 ? { size: 0 } : { size: body.length, data: body.toString("base64url") };
}

const attachmentIdOf = ({ partId, filename }: MimePart): string =>
  Buffer.from(`part:${partId}:${filename}`).toString("base64url");
