import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdCompressSync } from "node:zlib";

import {
  isFailure,
  type MailMessage,
  messageKey,
  type NotAMessage,
  parseMessage,
  type RawMessage,
  skipReason,
} from "../mail/index.ts";
import { type AboutItem, nothingAbout } from "./raw-events.ts";

/** A message, read and judged by itself; what the database knows comes later. */
export interface PreparedMessage {
  /** The provider's id; of a file the ordinal of the message in it. */
  item: string;
  byteLength: number;
  /** zstd; null where the bytes are not kept. */
  payload: Buffer | null;
  about: AboutItem;
  outcome:
    | { kind: "mail"; key: string; message: MailMessage }
    | { kind: "skipped"; reason: string; key?: string }
    /** It could not be fetched; a later import tries again. */
    | { kind: "failed"; reason: string; error?: string };
}

export interface PreparedChunk<Cursor extends object> {
  messages: PreparedMessage[];
  /** Where the next chunk begins. */
  next: Cursor;
}

export interface FileCursor {
  offset: number;
  ordinal: number;
}

/** A chunk is written by one transaction: bounded in messages and in bytes. */
export const chunkBytesMax = 8 * 1024 ** 2;

/** Heartbeats and the answers of the database wait no longer than this behind the reading of messages. */
const turnMs = 5;

const compression = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
/** Up to here handing the work to another thread and back costs more than the work. */
const smallBytes = 64 * 1024;
const compressLarge = promisify(zstdCompress);

export async function compress(raw: Uint8Array): Promise<Buffer> {
  // Each result keeps the whole of its output buffer, which would otherwise be 16 kB, or come in pieces and be copied once more.
  const options = { ...compression, chunkSize: raw.byteLength + 512 };
  return raw.byteLength > smallBytes ? compressLarge(raw, options) : zstdCompressSync(raw, options);
}

/** Cuts the messages of a file into chunks of at most `size`, read and compressed outside any transaction. */
export async function* prepareChunks(
  source: AsyncIterable<RawMessage>,
  size: number,
): AsyncGenerator<PreparedChunk<FileCursor>> {
  let messages: PreparedMessage[] = [];
  let byteSize = 0;
  let next = { offset: 0, ordinal: 0 };
  let turnStartedAt = performance.now();
  for await (const raw of source) {
    messages.push(await prepareMail(String(raw.ordinal), raw));
    if (performance.now() - turnStartedAt > turnMs) {
      await nextTurn();
      turnStartedAt = performance.now();
    }
    byteSize += raw.byteLength;
    next = { offset: raw.nextOffset, ordinal: raw.ordinal + 1 };
    if (messages.length < size && byteSize < chunkBytesMax) continue;
    yield { messages, next };
    messages = [];
    byteSize = 0;
  }
  if (messages.length > 0) yield { messages, next };
}

type Source = Pick<RawMessage, "raw" | "byteLength" | "envelopeDate" | "truncated" | "filed"> & {
  /** What a provider says of it; a file says nothing. */
  about?: AboutItem;
};

/** One message as it came from a file or a provider. `raw` is null when it is too large to be kept. */
export async function prepareMail(item: string, source: Source): Promise<PreparedMessage> {
  const { byteLength, raw, envelopeDate, truncated, filed } = source;
  let about = source.about ?? { ...nothingAbout, at: envelopeDate ?? null };
  const skipped = (reason: string, payload: Buffer | null = null): PreparedMessage => ({
    item,
    byteLength,
    payload,
    about,
    outcome: { kind: "skipped", reason },
  });
  if (raw === null) return skipped("too_large");
  let message: MailMessage | NotAMessage;
  try {
    message = await parseMessage(raw, { envelopeDate, truncated, filed });
  } catch (error) {
    // Nothing of the message itself: its text is not for logs and pages.
    const named = error instanceof Error ? error.name : typeof error;
    const outcome = {
      kind: "failed" as const,
      reason: "unreadable",
      error: `It could not be read (${named}).`,
    };
    return { item, byteLength, payload: await compress(raw), about, outcome };
  }
  if (!source.about && !isFailure(message)) {
    about = { ...about, at: message.date ?? about.at, threadId: message.gmailThread };
  }
  if (isFailure(message)) return skipped(message.failed, await compress(raw));
  const reason = skipReason(message);
  if (reason !== null) {
    return { ...skipped(reason), outcome: { kind: "skipped", reason, key: messageKey(message) } };
  }
  // The HTML stays in the payload: nothing reads it from here, and it is most of the memory.
  const outcome = {
    kind: "mail" as const,
    key: messageKey(message),
    message: { ...message, html: null, ...filing(source.about) },
  };
  return { item, byteLength, payload: await compress(raw), about, outcome };
}

/** A mailbox says itself under which labels a message is and when it came. */
const filing = (about: Source["about"]) =>
  about && { labels: [...about.labels], ...(about.at ? { receivedAt: about.at } : {}) };

/** What is held of a chunk until it is written. */
export const heldBytes = ({ messages }: { messages: readonly PreparedMessage[] }): number =>
  messages.reduce((sum, { payload }) => sum + (payload?.byteLength ?? 0), 0);

/**
 * Works on the next item while the consumer has this one: the processor reads while the database writes. Not beside a
 * message that takes much memory by itself.
 */
export async function* ahead<T>(
  source: AsyncGenerator<T>,
  held: (value: T) => number = () => 0,
): AsyncGenerator<T> {
  let pending = source.next();
  // An error is thrown when its turn comes, not while nobody waits for it.
  pending.catch(() => undefined);
  try {
    for (;;) {
      const current = await pending;
      if (current.done) return;
      const isHeavy = held(current.value) > chunkBytesMax;
      if (isHeavy) yield current.value;
      pending = source.next();
      pending.catch(() => undefined);
      if (!isHeavy) yield current.value;
    }
  } finally {
    await source.return(undefined);
  }
}
