import { z } from "zod";

import { GoogleError } from "./errors.ts";
import { getJson, type ResponseBody, tooLong } from "./get-json.ts";
import { gmailHeaderNames } from "./gmail-headers.ts";
import { MessageBody } from "./message-body.ts";
import type { Gate, PatientCall } from "./patience.ts";
import { gmailUnits } from "./quota.ts";

/** One message as Gmail keeps it, with its labels. */
export interface GmailRaw {
  id: string;
  raw: Buffer;
  labels: string[];
  threadId: string | null;
  receivedAt: Date | null;
}

export interface GmailHeaders {
  id: string;
  /** The lines of the header, as mail has them. */
  lines: string;
  labels: string[];
  receivedAt: Date | null;
  byteSize: number;
}

/** Of RFC 5322; whatever else stands there would be taken for another line. */
const fieldName = /^[\w-]{1,100}$/;

/** What Google leaves out is empty. */
const About = z.object({
  labelIds: z.array(z.string()).default([]),
  threadId: z.string().nullable().default(null),
  internalDate: z.string().optional(),
});
const RawMessage = About.extend({
  raw: z.custom<Buffer>((value) => Buffer.isBuffer(value) && value.length > 0),
});
const RawAnswer = z.union([RawMessage, z.custom<typeof tooLong>((value) => value === tooLong)]);
const Header = z.object({ name: z.string(), value: z.string().default("") });
const HeadersMessage = About.extend({
  id: z.string().default(""),
  sizeEstimate: z.number().default(0),
  payload: z.object({ headers: z.array(Header).default([]) }).default({ headers: [] }),
});
const Thread = z.object({ messages: z.array(HeadersMessage).default([]) });

const headerQuery: [string, string][] = [
  ["format", "metadata"],
  ...gmailHeaderNames.map((name): [string, string] => ["metadataHeaders", name]),
];
const headerFields = "id,labelIds,internalDate,sizeEstimate,payload/headers";

/** The calls that are made for each message: by plain requests, and only the parts that are used. */
export function messageReader(call: PatientCall, rootUrl = "https://gmail.googleapis.com/") {
  async function get<S extends z.ZodType>(
    units: number,
    path: string,
    query: [string, string][],
    shape: S,
    { newBody, gate }: { newBody?: () => ResponseBody; gate?: Gate | undefined } = {},
  ): Promise<z.output<S>> {
    const url = new URL(`gmail/v1/users/me/${path}?${new URLSearchParams(query).toString()}`, rootUrl);
    const parsed = shape.safeParse(await call(units, (options) => getJson(url, options, newBody?.()), gate));
    if (!parsed.success) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
    return parsed.data;
  }
  return {
    /** Null where the answer is longer than that, which is then not read to its end. Each attempt goes through the gate. */
    async getRaw(id: string, maxBytes = Number.POSITIVE_INFINITY, gate?: Gate): Promise<GmailRaw | null> {
      const query: [string, string][] = [
        ["format", "raw"],
        ["fields", "id,threadId,labelIds,internalDate,raw"],
      ];
      const path = `messages/${encodeURIComponent(id)}`;
      const message = await get(gmailUnits.get, path, query, RawAnswer, {
        newBody: () => new MessageBody(maxBytes),
        gate,
      });
      if (message === tooLong) return null;
      return {
        id,
        raw: message.raw,
        labels: message.labelIds,
        threadId: message.threadId,
        receivedAt: dateOf(message.internalDate),
      };
    },

    async getHeaders(id: string): Promise<GmailHeaders> {
      const path = `messages/${encodeURIComponent(id)}`;
      const query: [string, string][] = [...headerQuery, ["fields", headerFields]];
      return { ...headersOf(await get(gmailUnits.get, path, query, HeadersMessage)), id };
    },

    /** Of every message of the thread, for the units of two of them. Gmail gives no raw bytes this way. */
    async getThreadHeaders(threadId: string): Promise<GmailHeaders[]> {
      const path = `threads/${encodeURIComponent(threadId)}`;
      const query: [string, string][] = [...headerQuery, ["fields", `messages(${headerFields})`]];
      return (await get(gmailUnits.thread, path, query, Thread)).messages.map(headersOf);
    },
  };
}

function headersOf(message: z.output<typeof HeadersMessage>): GmailHeaders {
  const lines = message.payload.headers.flatMap(({ name, value }) =>
    value && fieldName.test(name) ? `${name}: ${value.replaceAll(/[\r\n]+\s*/g, " ")}\r\n` : [],
  );
  return {
    id: message.id,
    lines: lines.join(""),
    labels: message.labelIds,
    receivedAt: dateOf(message.internalDate),
    byteSize: message.sizeEstimate,
  };
}

export function dateOf(internalDate: string | undefined): Date | null {
  const atMs = Number(internalDate ?? Number.NaN);
  return Number.isFinite(atMs) ? new Date(atMs) : null;
}
