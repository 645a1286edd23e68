import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { z } from "zod";
import { type RawMessage, detectMail, openMailSource, readMessages } from "#server/sync/mail/index.ts";
import { labelsFor } from "./mailbox-labels.ts";

interface PutOptions {
  /** mbox, eml, or either of them with gzip around it. */
  readonly file: string;
  readonly email: string;
  /** Where the stand-in for Google listens. */
  readonly url: string;
  readonly say: (sentence: string) => void;
}

export interface PutResult {
  readonly stored: number;
  readonly known: number;
  readonly oversize: number;
}

const messageMaxBytes = 50 * 1024 ** 2;
const batchMaxBytes = 8 * 1024 ** 2;
const batchMaxCount = 200;
const progressEveryMs = 2_000;

const Account = z.object({ historyId: z.int() });
const Delivered = z.array(z.object({ known: z.boolean().optional() }));

/** Streams a mail file into the account, which is made where it is new. What is there already is passed over. */
export async function putMailbox({ file, email, url, say }: PutOptions): Promise<PutResult> {
  const { size: fileBytes } = await stat(file).catch(() => {
    throw new Error(`There is no file ${file}.`);
  });
  // A file may hold the same mail twice, and so may a mailbox: only an earlier run counts.
  const { historyId } = Account.parse(await post(url, "/__accounts", { email }));
  const result = { stored: 0, known: 0, oversize: 0 };
  let batch: { base64: string; labelIds: string[]; receivedAt?: string }[] = [];
  let batchBytes = 0;
  let readBytes = 0;
  let saidAt = performance.now();
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const answer = await post(url, "/__deliver", {
      account: email,
      messages: batch,
      skipKnownUpTo: historyId,
    });
    const known = Delivered.parse(answer).filter((one) => one.known === true).length;
    result.known += known;
    result.stored += batch.length - known;
    batch = [];
    batchBytes = 0;
    if (performance.now() - saidAt < progressEveryMs) return;
    saidAt = performance.now();
    const percent = Math.min(99, Math.floor((readBytes / Math.max(fileBytes, 1)) * 100));
    say(`${(result.stored + result.known).toLocaleString("en")} messages, ${String(percent)} % of the file`);
  };
  for await (const message of readFile(file, (bytes) => (readBytes += bytes))) {
    if (message.raw === null) {
      result.oversize += 1;
      continue;
    }
    batch.push(deliveryOf(message, message.raw, email));
    batchBytes += message.raw.byteLength;
    if (batch.length >= batchMaxCount || batchBytes >= batchMaxBytes) await flush();
  }
  await flush();
  return result;
}

function deliveryOf({ envelopeDate }: RawMessage, raw: Uint8Array, email: string) {
  return {
    base64: Buffer.from(raw).toString("base64"),
    labelIds: labelsFor(raw, email),
    ...(envelopeDate !== undefined && { receivedAt: envelopeDate.toISOString() }),
  };
}

async function* readFile(file: string, onRead: (bytes: number) => void): AsyncGenerator<RawMessage> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
      onRead(chunk.byteLength);
      yield chunk;
    }
  }
  const outer = detectMail(await headOf(file));
  if (outer.kind === "unsupported") throw new Error(outer.sentence);
  const bytes = openMailSource(source(), outer.kind);
  // What is inside of gzip is taken for an mbox, as exports are.
  yield* readMessages(bytes, {
    kind: outer.kind === "gzip" ? "mbox" : outer.kind,
    maxMessageBytes: messageMaxBytes,
  });
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function post(url: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new Error(
      "The stand-in for Google does not answer. Start OmniCRM with npm start, then try again.",
      {
        cause: error,
      },
    );
  });
  if (!response.ok) throw new Error(`The stand-in refused the mail (${String(response.status)}).`);
  return response.json();
}
