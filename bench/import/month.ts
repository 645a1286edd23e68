import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

import { readMessages } from "#server/sync/mail/index.ts";

import { inventMailbox } from "./invented.ts";

const corpus = new URL("../../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
const inventedSize = 1_659;

export interface MonthMessage {
  /** As it stands in the mbox file, From_ line and quoting included. */
  section: Buffer;
  /** The message alone, as a maildir holds it. */
  raw: Uint8Array;
}

/** A month of mail: a real one where it lies beside the checkout, otherwise an invented one, which is said. */
export async function readMonth(say: (sentence: string) => void): Promise<MonthMessage[]> {
  if (existsSync(corpus)) return split(gunzipSync(await readFile(corpus)));
  say(
    `../shared/corpus is missing: ${String(inventedSize)} invented messages stand in for the month of real mail.`,
  );
  return split(inventMailbox(inventedSize));
}

async function split(mailbox: Buffer): Promise<MonthMessage[]> {
  const month: MonthMessage[] = [];
  const options = { kind: "mbox", maxMessageBytes: mailbox.length } as const;
  for await (const { raw, offset, nextOffset } of readMessages(oneChunk(mailbox), options)) {
    if (raw) month.push({ section: mailbox.subarray(offset, nextOffset), raw: Uint8Array.from(raw) });
  }
  return month;
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
