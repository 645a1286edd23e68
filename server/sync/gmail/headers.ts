import { z } from "zod";

import type { GmailHeaders } from "#server/google/index.ts";

import { type HeaderMessage, isFailure, parseHeaders } from "../mail/index.ts";

/** What is kept of a message's header between the steps of a preview. */
const KeptHeaders = z.object({ lines: z.string(), receivedAt: z.string().nullable(), byteSize: z.int() });

const linesMax = 20_000;

/** jsonb holds neither U+0000 nor half a surrogate pair. */
export function toKept(headers: GmailHeaders): z.infer<typeof KeptHeaders> {
  return {
    lines: headers.lines.replaceAll("\u0000", "").slice(0, linesMax).toWellFormed(),
    receivedAt: headers.receivedAt?.toISOString() ?? null,
    byteSize: headers.byteSize,
  };
}

/** Null where nothing of mail is in it. */
export function fromKept(kept: unknown): HeaderMessage | null {
  const parsed = KeptHeaders.safeParse(kept);
  if (!parsed.success) return null;
  const { lines, receivedAt, byteSize } = parsed.data;
  const message = parseHeaders(Buffer.from(`${lines}\r\n`), {
    ...(receivedAt ? { envelopeDate: new Date(receivedAt) } : {}),
  });
  return isFailure(message) ? null : { ...message, byteSize };
}
