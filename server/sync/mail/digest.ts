import { createHash } from "node:crypto";
import type { HeaderMessage } from "./types.ts";

/**
 * sha-256 (hex) of date, sender, subject and the body as it was sent, but for line ends and white space at the end, which
 * programs change on the way. Needs no MIME decoding, so preview and import agree.
 */
export function contentDigest(
  message: Pick<HeaderMessage, "date" | "from" | "subject">,
  body: Uint8Array,
): string {
  const hash = createHash("sha256");
  hash.update(
    JSON.stringify([message.date?.toISOString() ?? null, message.from?.address ?? null, message.subject]),
  );
  const end = trimmedEnd(body);
  const bytes = Buffer.from(body.buffer, body.byteOffset, end);
  for (let at = 0; at < end; at += chunkBytes) {
    const chunk = bytes.subarray(at, Math.min(at + chunkBytes, end));
    if (chunk.includes(13)) hash.update(chunk.toString("latin1").replaceAll("\r", ""), "latin1");
    else hash.update(chunk);
  }
  return hash.digest("hex");
}

const chunkBytes = 1 << 20;

function trimmedEnd(body: Uint8Array): number {
  let end = body.length;
  while (end > 0 && isBlank(body[end - 1])) end--;
  return end;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9;
}
