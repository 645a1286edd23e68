import { setImmediate as nextTurn } from "node:timers/promises";

import { letGo } from "#lib/let-go.ts";
import { perProcess } from "#lib/per-process.ts";
import { env } from "#server/env.ts";
import { type Gate, GoogleError, type GmailClient } from "#server/google/index.ts";

import { concurrently } from "../concurrently.ts";
import { chunkBytesMax, type PreparedMessage, prepareMail } from "../import/prepare.ts";
import { nothingAbout } from "../import/raw-events.ts";
import { LargeTurn } from "./large-turn.ts";
import { removedBy } from "./removed-by.ts";

const width = 10;
/** What was fetched until then is stored, and seen, however slowly the rest comes. */
const chunkMs = 2_000;

export interface FetchedChunk {
  messages: PreparedMessage[];
  /** How many of the ids are dealt with, this chunk included. */
  taken: number;
}

/** What hands out the messages of a mailbox. */
type Mailbox = Pick<GmailClient, "getRaw" | "profile">;

interface FetchOptions {
  /** Messages of the first chunk; each after it is twice as long, up to the size. */
  first?: number;
  /** Asked before each chunk, with how many are taken: where it says no, the chunks end with what is fetched already. */
  mayGoOn?: (taken: number) => Promise<boolean>;
}

/** Fetches these messages and cuts them into chunks. What vanished or cannot be had is in them too, with its reason. */
export async function* fetchMail(
  mailbox: Mailbox,
  ids: readonly string[],
  size: number,
  { first = size, mayGoOn = () => Promise.resolve(true) }: FetchOptions = {},
): AsyncGenerator<FetchedChunk> {
  const fetching: Fetching = { mailbox, large: new Set(), kept: new Map() };
  let wanted = Math.min(first, size);
  for (let taken = 0; taken < ids.length; wanted = Math.min(size, wanted * 2)) {
    const goesOn = await mayGoOn(taken);
    if (!goesOn && fetching.kept.size === 0) return;
    const next = ids.slice(taken, taken + (goesOn ? wanted : fetching.kept.size));
    const messages = await fetchChunk(fetching, next);
    taken += messages.length;
    yield { messages, taken };
  }
}

interface Fetching {
  mailbox: Mailbox;
  /** Which turned out to be so large that they are fetched by themselves. */
  large: Set<string>;
  /** What was fetched beside such a one, and comes after it. */
  kept: Map<string, PreparedMessage>;
}

/** At least one and at most all of them: their bytes wait in memory, and somebody to see them. A large one is a chunk of its own. */
async function fetchChunk(fetching: Fetching, ids: readonly string[]): Promise<PreparedMessage[]> {
  const { mailbox, large, kept } = fetching;
  const startedAt = performance.now();
  let byteSize = 0;
  const fetchAndWeigh = async (id: string) => {
    const message = kept.get(id) ?? (await fetchOne(mailbox, id, smallBytesMax));
    if (message === null) large.add(id);
    else byteSize += message.byteLength;
    return message;
  };
  const known = large.size;
  const nextLarge = ids.findIndex((id) => large.has(id));
  const fetched = await concurrently(
    // What comes after a large one waits for it: the turn may be over by then.
    nextLarge < 0 ? ids : ids.slice(0, nextLarge),
    width,
    fetchAndWeigh,
    () => byteSize < chunkBytesMax && large.size === known && performance.now() - startedAt < chunkMs,
  );
  const messages: PreparedMessage[] = [];
  for (const message of fetched) {
    if (message === null) break;
    messages.push(message);
    kept.delete(message.item);
  }
  for (const message of fetched.slice(messages.length)) if (message) kept.set(message.item, message);
  const [next] = ids;
  if (messages.length > 0 || next === undefined) return messages;
  const alone = await fetchLarge(mailbox, next);
  return alone ? [alone] : [];
}

/** An answer that is longer is of a message with large attachments, which takes several times as much to be read. */
const smallBytesMax = 4 * 1024 ** 2;

async function fetchLarge(mailbox: Mailbox, id: string): Promise<PreparedMessage | null> {
  const turn = new LargeTurn();
  try {
    return await fetchOne(mailbox, id, Number.POSITIVE_INFINITY, turn.gate);
  } finally {
    turn.end();
  }
}

const reading = perProcess("sync.readingMail", () => ({ last: Promise.resolve() }));

/** One message is read each time round the event loop: the database's answers do not stand behind ten that came at once. */
async function ownTurn(): Promise<void> {
  reading.last = reading.last.then(() => nextTurn());
  await reading.last;
}

/** Null where it is larger than this. */
async function fetchOne(
  mailbox: Mailbox,
  id: string,
  maxBytes: number,
  gate?: Gate,
): Promise<PreparedMessage | null> {
  const nothing = { item: id, byteLength: 0, payload: null, about: nothingAbout };
  try {
    const fetched = await mailbox.getRaw(id, maxBytes, gate);
    if (fetched === null) return null;
    const { raw, receivedAt, labels, threadId } = fetched;
    const removed = removedBy(labels);
    const about = { at: receivedAt, labels, threadId, removed };
    if (removed) return { ...nothing, about, outcome: { kind: "skipped", reason: skipWords[removed] } };
    await ownTurn();
    const isLarge = raw.byteLength > env().MESSAGE_MAX_BYTES;
    const prepared = await prepareMail(id, {
      raw: isLarge ? null : raw,
      byteLength: raw.byteLength,
      about,
      ...(receivedAt ? { envelopeDate: receivedAt } : {}),
    });
    letGo(raw);
    return prepared;
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    if (error.kind === "not_found") {
      const about = { ...nothingAbout, removed: "deleted" as const };
      return { ...nothing, about, outcome: { kind: "skipped", reason: "vanished" } };
    }
    if (error.kind !== "refused" && error.kind !== "unavailable") throw error;
    // Where the mailbox answers otherwise, it is this message that cannot be had; else this throws.
    await mailbox.profile();
    const reason = `google_${error.status ?? "unreachable"}`;
    return { ...nothing, outcome: { kind: "failed", reason, error: error.message } };
  }
}

/** Of what was thrown away, or is no longer sent, since it was listed. */
const skipWords = { trash: "deleted", spam: "spam", draft: "draft" } as const;
