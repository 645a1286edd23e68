import { randomBytes } from "node:crypto";

/** Smaller bodies are read as they are. */
const harmlessBytes = 2 * 1024 ** 2;
/** Of an attachment nothing is read but how long it is. */
const keptOfAttachment = 4_096;
/** As much as the limits of a text and its HTML can ask for, in base64. */
const keptOfText = 6 * 1024 ** 2;
const headerBytes = 4_096;

const lineFeed = 10;
const carriageReturn = 13;
const isBase64 = new Uint8Array(256);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  isBase64[letter.charCodeAt(0)] = 1;

/** Of this process alone, so that no mail can hold it. A length that base64 encodes without padding, as the whole mark has. */
const token = randomBytes(36);
const digits = 12;
const markBytes = token.length + digits;

/** Stands for so many bytes that were left out, in base64 as in what that decodes to. */
const markOf = (bytes: number): Buffer =>
  Buffer.from(Buffer.concat([token, Buffer.from(String(bytes).padStart(digits, "0"))]).toString("base64"));

/**
 * A body of which long runs of base64 are left out behind their beginning: 25 MB that nobody reads here would be decoded
 * and copied several times. How long they were is told by leftOut().
 */
export function leanBody(body: Uint8Array): Uint8Array {
  if (body.length < harmlessBytes) return body;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const pieces: Buffer[] = [];
  let taken = 0;
  for (const { start, end, lineBytes, letters } of runsOf(bytes)) {
    const keptBytes = keptOf(bytes, start);
    if (keptBytes === null) continue;
    const kept = Math.ceil(keptBytes / lineBytes) * lineBytes;
    if (end - start <= kept) continue;
    const lines = (end - start - kept) / lineBytes;
    const lineEnd = bytes.subarray(start + letters, start + lineBytes);
    pieces.push(bytes.subarray(taken, start + kept), markOf((lines * letters * 3) / 4), lineEnd);
    taken = end;
  }
  return pieces.length === 0 ? body : Buffer.concat([...pieces, bytes.subarray(taken)]);
}

/** How many bytes this part would have beside those it has; less than none where there is the mark alone. */
export function leftOut(part: Uint8Array): number {
  const tail = Buffer.from(part.buffer, part.byteOffset, part.byteLength).subarray(-2 * headerBytes);
  const at = tail.indexOf(token);
  if (at < 0) return 0;
  const told = tail.subarray(at + token.length, at + markBytes).toString("latin1");
  return Number(told) - markBytes;
}

interface Run {
  start: number;
  end: number;
  lineBytes: number;
  /** Of each line, without its end. */
  letters: number;
}

/** Lines of base64 of the same length, one below the other. */
function* runsOf(bytes: Buffer): Generator<Run> {
  let run: Run | null = null;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found + 1;
    const letters = end - start - (bytes[end - 2] === carriageReturn ? 2 : 1);
    const isOfRun =
      run !== null &&
      run.lineBytes === end - start &&
      run.letters === letters &&
      isLine(bytes, start, letters);
    if (run && isOfRun) run.end = end;
    else {
      if (run) yield run;
      const begins: boolean =
        found >= 0 && letters >= 40 && letters % 4 === 0 && isLine(bytes, start, letters);
      run = begins ? { start, end, lineBytes: end - start, letters } : null;
    }
    start = end;
  }
  if (run) yield run;
}

function isLine(bytes: Buffer, start: number, letters: number): boolean {
  for (let at = start; at < start + letters; at++) if (isBase64[bytes[at] ?? 0] !== 1) return false;
  return true;
}

/** By the header of the part that begins there; null where it is not said to be base64. */
function keptOf(bytes: Buffer, start: number): number | null {
  const above = bytes.subarray(Math.max(0, start - headerBytes), start).toString("latin1");
  const header = above.slice(above.lastIndexOf("\n--") + 1);
  if (!/^content-transfer-encoding:\s*base64/im.test(header)) return null;
  const type = /^content-type:\s*([a-z]+)\//im.exec(header)?.[1]?.toLowerCase() ?? "text";
  return ["text", "message", "multipart"].includes(type) ? keptOfText : keptOfAttachment;
}
