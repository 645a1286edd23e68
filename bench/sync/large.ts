import { randomBytes } from "node:crypto";

import { watchMemory } from "../import/memory.ts";
import type { BenchGoogle } from "./google.ts";
import { approve, endOfImport, previewMailbox, storedOf } from "./mailbox.ts";

export const largeCount = 10;
/** The most that Gmail takes is 25 MB of attachments, which are 34 MB as they are sent. */
const attachedBytes = 25 * 1024 ** 2;

/** A mail with one attachment that no compression makes smaller than its bytes. */
function largeMail(number: number): Buffer {
  const lines = randomBytes(attachedBytes)
    .toString("base64")
    .replaceAll(/.{76}/g, (line) => `${line}\r\n`);
  const head = [
    "From: Ann <ann@firm.example>",
    "To: Bert <bert@bridges.example>",
    `Subject: Plans ${String(number)}`,
    `Message-ID: <large${String(number)}@firm.example>`,
    `Date: Sun, 01 Mar 2026 12:00:${String(number).padStart(2, "0")} +0000`,
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "The plans.",
    "--b",
    'Content-Type: application/pdf; name="plans.pdf"',
    "Content-Transfer-Encoding: base64",
    "",
    "",
  ];
  return Buffer.from(`${head.join("\r\n")}${lines}\r\n--b--\r\n`);
}

/** Imports a mailbox of a few large messages; the worker's memory meanwhile, and before. */
export async function measureLarge(
  google: BenchGoogle,
  pid: number,
): Promise<{ beforeMb: number; peakMb: number; seconds: number }> {
  const account = await google.newAccount([]);
  for (let number = 0; number < largeCount; number++) {
    const messages = [{ base64: largeMail(number).toString("base64"), labelIds: ["INBOX"] }];
    await google.control("/__deliver", { account, messages });
  }
  const mailbox = await previewMailbox(google, account);
  const watch = watchMemory(pid);
  const startedAt = performance.now();
  const running = await approve(mailbox);
  await endOfImport(running);
  const seconds = (performance.now() - startedAt) / 1000;
  await storedOf(running);
  const { residentMb = [], peakMb = Number.NaN } = watch?.stop() ?? {};
  return { beforeMb: residentMb[0] ?? Number.NaN, peakMb, seconds };
}
