import { decodeBase64, decodeQuotedPrintable, decodeText, decodeWords } from "./decode.ts";

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** One part of a message, as deep as it nests. `body` holds what was encoded; text is UTF-8 by then. */
export interface MimePart {
  readonly partId: string;
  readonly mimeType: string;
  readonly filename: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly parts: readonly MimePart[];
}

// Deeper nesting is nobody's mail.
const depthMax = 20;

export function parseMime(raw: Uint8Array): MimePart {
  return parsePart(Buffer.from(raw).toString("latin1"), "", 0);
}

export function parseHeaders(raw: Uint8Array): Header[] {
  return splitEntity(Buffer.from(raw).toString("latin1")).headers;
}

export function headerOf(headers: readonly Header[], name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? "";
}

export function* allParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const inner of part.parts) yield* allParts(inner);
}

function parsePart(entity: string, partId: string, depth: number): MimePart {
  const { headers, body } = splitEntity(entity);
  const type = headerOf(headers, "content-type");
  const mimeType = (type.split(";")[0] ?? "").trim().toLowerCase() || "text/plain";
  const boundary = mimeType.startsWith("multipart/") ? parameter(type, "boundary") : "";
  const filename = decodeWords(
    parameter(headerOf(headers, "content-disposition"), "filename") || parameter(type, "name"),
  );
  const inner = boundary === "" || depth >= depthMax ? [] : splitParts(body, boundary);
  const prefix = partId === "" ? "" : `${partId}.`;
  return {
    partId,
    mimeType,
    filename,
    headers,
    body: inner.length > 0 ? Buffer.alloc(0) : decodeBody(body, headers, mimeType, filename),
    parts: inner.map((part, index) => parsePart(part, prefix + String(index), depth + 1)),
  };
}

function splitEntity(entity: string): { headers: Header[]; body: string } {
  const bare = /^\r?\n/.exec(entity);
  const end = bare ?? /\r?\n\r?\n/.exec(entity);
  const head = end === null ? entity : entity.slice(0, end.index);
  const body = end === null ? "" : entity.slice(end.index + end[0].length);
  const headers = head
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 1
        ? []
        : [{ name: line.slice(0, colon).trim(), value: decodeWords(line.slice(colon + 1).trim()) }];
    });
  return { headers, body };
}

function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let current: string[] | null = null;
  for (const line of body.split("\n")) {
    const mark = line.trimEnd();
    if (mark === `--${boundary}` || mark === `--${boundary}--`) {
      if (current !== null) parts.push(current.join("\n").replace(/\r$/, ""));
      current = mark.endsWith("--") && mark !== `--${boundary}` ? null : [];
      if (current === null) break;
    } else current?.push(line);
  }
  if (current !== null) parts.push(current.join("\n"));
  return parts;
}

function parameter(value: string, name: string): string {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "i").exec(value);
  return found?.[1] ?? found?.[2] ?? "";
}

function decodeBody(body: string, headers: readonly Header[], mimeType: string, filename: string): Buffer {
  const encoding = headerOf(headers, "content-transfer-encoding").toLowerCase();
  const bytes =
    encoding === "base64"
      ? decodeBase64(body)
      : encoding === "quoted-printable"
        ? decodeQuotedPrintable(body)
        : Buffer.from(body, "latin1");
  if (!mimeType.startsWith("text/") || filename !== "") return bytes;
  const charset = parameter(headerOf(headers, "content-type"), "charset");
  return Buffer.from(decodeText(bytes, charset));
}
