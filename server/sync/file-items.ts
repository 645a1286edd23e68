import { prepareIcs, readCalendarFile } from "./ics/prepare-ics.ts";
import { beginOf, type PreparedEvent } from "./events/types.ts";
import { holdsMeetings, type UploadRow } from "./internal.ts";
import { isFailure, parseHeaders, participantsOf } from "./mail/index.ts";
import { readUpload } from "./source.ts";

/** One message or entry of a file, as far as it can be looked for. */
export interface FileItem {
  /** Its place in the file, from 0. */
  item: string;
  at: Date | null;
  /** Of whole days. */
  date: string | null;
  subject: string;
  from: string | null;
  addresses: string[];
  /** Of an entry its UID. */
  messageId: string | null;
  /** Bytes of the unpacked file until its end. */
  end: number;
}

interface Reading {
  timeZone: string;
  signal: AbortSignal;
}

const beginning = { offset: 0, ordinal: 0 };
const eventsAtOnce = 200;

/** Reads a kept file again, item by item: each has the place and the day that its import knows it by. */
export async function* readFileItems(
  upload: UploadRow,
  { timeZone, signal }: Reading,
): AsyncGenerator<FileItem> {
  if (!holdsMeetings(upload)) return yield* mailItems(upload, signal);
  const file = await readCalendarFile(upload);
  const scope = { keepBytes: false, timeZone, ownAddresses: new Set<string>(), now: upload.createdAt };
  for await (const { events, next } of prepareIcs(upload, file, scope, beginning, eventsAtOnce)) {
    signal.throwIfAborted();
    for (const event of events) yield { ...eventItem(event), end: next.offset };
  }
}

async function* mailItems(upload: UploadRow, signal: AbortSignal): AsyncGenerator<FileItem> {
  for await (const { ordinal, nextOffset, raw, ...place } of readUpload(upload, beginning)) {
    signal.throwIfAborted();
    const mail = raw === null ? null : parseHeaders(raw, place);
    const known = mail === null || isFailure(mail) ? null : mail;
    yield {
      item: String(ordinal),
      at: known?.date ?? place.envelopeDate ?? null,
      date: null,
      subject: known?.subject ?? "",
      from: known?.from?.address ?? null,
      addresses: known ? participantsOf(known).map(({ address }) => address) : [],
      messageId: known?.messageId ?? null,
      end: nextOffset,
    };
  }
}

function eventItem(one: PreparedEvent): Omit<FileItem, "end"> {
  const event = one.outcome.kind === "event" ? one.outcome.event : null;
  const begins = beginOf(one);
  return {
    item: one.item,
    at: begins?.startAt ?? null,
    date: begins?.startDate ?? null,
    subject: event?.title ?? "",
    from: event?.participants.find(({ role }) => role === "organizer")?.address ?? null,
    addresses: event?.participants.map(({ address }) => address) ?? [],
    messageId: event?.icalUid ?? null,
  };
}
