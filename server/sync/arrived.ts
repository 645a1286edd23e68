import { createHash } from "node:crypto";

import { eq } from "drizzle-orm";

import { uploads } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";
import { cutOff, headBytes, storage } from "#server/storage/index.ts";

import { fileKindOf } from "./file-kind.ts";
import type { UploadRow } from "./internal.ts";

/**
 * Looks at a file that came past us: whether it is there, as long as it was said to be, and mail. What is not is
 * removed, and the sentence thrown. Later runs find it looked at.
 */
export async function requireArrived(job: RunningJob, upload: UploadRow): Promise<UploadRow> {
  if (upload.receivedAt) return upload;
  const byteSize = await storage().size(upload.storageKey);
  if (byteSize === null) return refuse(job, upload, cutOff(0, upload.byteSize));
  if (byteSize !== upload.byteSize) return refuse(job, upload, wrongSize(byteSize, upload.byteSize));
  const detected = fileKindOf(await headOf(upload.storageKey));
  if ("sentence" in detected) return refuse(job, upload, new AppError("unsupported", detected.sentence));
  // A calendar is small and read more than once; a mailbox is added up while its preview reads it.
  const digest = detected.kind === "ics" ? await digestOf(upload, new Meter()) : null;
  const arrived = { fileKind: detected.kind, digest, receivedAt: new Date() };
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: byteSize });
    await tx.update(uploads).set(arrived).where(eq(uploads.id, upload.id));
  });
  return { ...upload, ...arrived };
}

/** SHA-256 of the bytes as they are read for something else. */
export class Meter {
  #hash = createHash("sha256");
  byteSize = 0;

  async *over(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#hash.update(chunk);
      this.byteSize += chunk.length;
      yield chunk;
    }
  }

  digest = (): string => this.#hash.digest("hex");
}

/** What the whole file adds up to; a reader may have stopped before its last byte. */
export async function digestOf({ storageKey, byteSize }: UploadRow, meter: Meter): Promise<string> {
  if (meter.byteSize === byteSize) return meter.digest();
  const whole = new Meter();
  for await (const chunk of whole.over(await storage().open(storageKey, 0))) void chunk;
  if (whole.byteSize !== byteSize) throw cutOff(whole.byteSize, byteSize);
  return whole.digest();
}

async function refuse(job: RunningJob, upload: UploadRow, error: AppError): Promise<never> {
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: upload.byteSize });
    await tx.update(uploads).set({ removedAt: new Date() }).where(eq(uploads.id, upload.id));
  });
  await storage().remove(upload.storageKey);
  throw error;
}

const wrongSize = (arrived: number, announced: number) =>
  arrived < announced
    ? cutOff(arrived, announced)
    : new AppError(
        "invalid_input",
        "More arrived than was announced: the file changed while it was sent. Nothing was stored; please upload it again.",
      );

async function headOf(storageKey: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await storage().open(storageKey, 0)) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}
