/**
 * Whether the last message of a file was visibly cut off: its headers never end, or it is multipart and its closing
 * boundary (RFC 2046 section 5.1.1) is missing. A cut inside plain text cannot be seen.
 */
export function looksTruncated(raw: Uint8Array): boolean {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const lf = bytes.indexOf("\n\n");
  const crlf = bytes.indexOf("\r\n\r\n");
  if (lf < 0 && crlf < 0) return true;
  const headEnd = Math.min(lf < 0 ? crlf : lf, crlf < 0 ? lf : crlf);
  const head = bytes.toString("latin1", 0, Math.min(headEnd, maxHeadBytes)).replace(/\r?\n[ \t]+/g, " ");
  const type = /^content-type:\s*multipart\/[^\n]*/im.exec(head)?.[0] ?? "";
  const boundary = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type);
  const value = boundary?.[1] ?? boundary?.[2];
  return value !== undefined && bytes.lastIndexOf(`--${value}--`) < headEnd;
}

const maxHeadBytes = 256_000;
