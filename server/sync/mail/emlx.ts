import type { MailState } from "./types.ts";

/** What one .emlx of Apple Mail holds: the message as it came, and what the program noted of it. */
export type Emlx = {
  raw: Uint8Array;
  /** Where the program had filed it, if not among what is kept. */
  filed?: MailState;
  /** When it was received. */
  receivedAt?: Date;
  truncated?: true;
};

/** The first line names the bytes of the message that begins behind it; a property list follows the message. */
const countLine = /^[ \t]*(\d{1,10})[ \t]*\r?\n/;
const noteBytes = 65_536;

/** Length of the first line with the count, and the count; null where there is none. */
export function emlxHead(bytes: Uint8Array): { start: number; count: number } | null {
  const line = countLine.exec(Buffer.from(bytes.subarray(0, 64)).toString("latin1"));
  return line ? { start: line[0].length, count: Number(line[1]) } : null;
}

/** Takes a whole file apart. A count beyond its end means that it was cut off; without one all of it is the message. */
export function readEmlx(bytes: Buffer): Emlx {
  const head = emlxHead(bytes);
  if (!head) return { raw: Buffer.from(bytes) };
  const end = head.start + head.count;
  const raw = Buffer.from(bytes.subarray(head.start, end));
  if (end > bytes.length) return { raw, truncated: true };
  const note = bytes.toString("latin1", end, end + noteBytes);
  const filed = filedAs(noted(note, "flags"));
  const received = noted(note, "date-received");
  return {
    raw,
    ...(filed ? { filed } : {}),
    ...(received ? { receivedAt: new Date(Number(received) * 1000) } : {}),
  };
}

/** A whole number of the property list; zero where there is none. Its XML is ours to read by this one pattern only. */
function noted(note: string, key: string): bigint {
  const value = new RegExp(`<key>${key}</key>\\s*<(?:integer|real)>(\\d{1,18})`).exec(note);
  return BigInt(value?.[1] ?? 0);
}

const deletedFlag = 1n << 1n;
const draftFlag = 1n << 6n;
const junkFlag = 1n << 24n;
const notJunkFlag = 1n << 25n;

function filedAs(flags: bigint): MailState | null {
  if ((flags & deletedFlag) !== 0n) return "deleted";
  if ((flags & draftFlag) !== 0n) return "draft";
  return (flags & junkFlag) !== 0n && (flags & notJunkFlag) === 0n ? "spam" : null;
}
