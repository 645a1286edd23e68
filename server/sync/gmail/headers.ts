import { z } from "zod";

import type { GmailHeaders } from "#server/google/index.ts";

import { type HeaderMessage, isFailure, parseHeaders } from "../mail/index.ts";

/** What is kept of a message's header between the steps of a preview. */
const KeptHeaders = z.object({
  lines: z.string(),
  receivedAt: z.string().nullable(),
  byteSize: z.int(),
  /** Gmail itself says that the owner sent it. */
  isSent: z.boolean(),
  labels: z.array(z.string()).default([]),
});

const linesMax = 20_000;

/** jsonb holds neither U+0000 nor half a surrogate pair. */
export function toKept(headers: GmailHeaders): z.infer<typeof KeptHeaders> {
  return {
    lines: headers.lines.replaceAll("\u0000", "").slice(0, linesMax).toWellFormed(),
    receivedAt: headers.receivedAt?.toISOString() ?? null,
    byteSize: headers.byteSize,
    isSent: headers.labels.includes("SENT"),
    labels: headers.labels,
  };
}

/** Null where nothing of mail is in it. */
export function fromKept(kept: unknown): HeaderMessage | null {
  const parsed = KeptHeaders.safeParse(kept);
  if (!parsed.success) return null;
  const { lines, receivedAt, byteSize, labels } = parsed.data;
  const message = parseHeaders(Buffer.from(`${lines}\r\n`), {
    ...(receivedAt ? { envelopeDate: new Date(receivedAt) } : {}),
  });
  if (isFailure(message)) return null;
  return { ...message, byteSize, labels, ...(receivedAt ? { receivedAt: new Date(receivedAt) } : {}) };
}

/** The addresses that sent mail comes from: own ones, also where Gmail does not tell the aliases. */
export function sentFrom(kept: Iterable<unknown>): string[] {
  const addresses = new Set<string>();
  for (const one of kept) {
    if (KeptHeaders.safeParse(one).data?.isSent !== true) continue;
    const address = fromKept(one)?.from?.address;
    if (address !== undefined) addresses.add(address);
  }
  return [...addresses];
}
