import { createHash } from "node:crypto";
import { type Readable, Transform } from "node:stream";

import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { type Context, newId } from "#server/core/index.ts";
import { asUser, type Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";

import { storage } from "./storage.ts";

/** What is enough to tell what a file is. */
export const headBytes = 64 * 1024;
/** Left free on the disk, so that an upload never starves the database beside it. */
const reserveBytes = 512 * 1024 ** 2;

/** A file that has arrived whole. `head` is its first 64 kB, to tell what it is. */
export interface StoredFile {
  storageKey: string;
  fileName: string;
  byteSize: number;
  /** SHA-256, hex. */
  digest: string;
  head: Uint8Array;
}

interface Incoming {
  stream: Readable;
  fileName: string;
  /** From the caller's headers, where they say it: what arrives must be as long. */
  declaredBytes?: number;
}

/**
 * Streams a file into storage, counting and hashing on the way. Throws too_large, quota_exceeded (the limit is said)
 * or invalid_input when it arrived cut; nothing is left behind then.
 */
export async function receiveFile(
  ctx: Context,
  { stream, fileName, declaredBytes }: Incoming,
): Promise<StoredFile> {
  const limit = await limitFor(ctx);
  if (declaredBytes !== undefined && declaredBytes > limit.bytes) throw limit.error;
  const hash = createHash("sha256");
  const head: Buffer[] = [];
  let headLength = 0;
  let byteSize = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      byteSize += chunk.length;
      if (byteSize > limit.bytes) return done(limit.error);
      hash.update(chunk);
      if (headLength < headBytes) {
        head.push(chunk.subarray(0, headBytes - headLength));
        headLength += chunk.length;
      }
      done(null, chunk);
    },
  });
  stream.on("error", (error) => counter.destroy(error));
  // It may fail before the driver listens to it; the driver then finds it destroyed.
  counter.on("error", () => undefined);
  const storageKey = `${ctx.workspace.id}/${newId()}`;
  try {
    await storage().put(storageKey, stream.pipe(counter));
  } catch (error) {
    throw asUploadError(error, byteSize);
  }
  if (declaredBytes !== undefined && byteSize !== declaredBytes) {
    await storage().remove(storageKey);
    throw cutOff(byteSize, declaredBytes);
  }
  return {
    storageKey,
    fileName: cleanName(fileName),
    byteSize,
    digest: hash.digest("hex"),
    head: Buffer.concat(head),
  };
}

/** Removes a file that no upload names: its request was a repeat, answered with what the first one made. */
export async function removeUnnamed(ctx: Context, { storageKey }: StoredFile): Promise<void> {
  const named = await asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, (tx) =>
    tx.execute(sql`select 1 from crm.uploads where storage_key = ${storageKey}`),
  );
  if (named.length === 0) await storage().remove(storageKey);
}

/** Counts once more when the file gets its row: files that arrive at once were each let in alone. Throws quota_exceeded. */
export async function requireQuota(tx: Tx, ctx: Context, byteSize: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ctx.user.id}, 3))`);
  const used = await usedBytes(tx, ctx);
  if (used + byteSize > env().UPLOAD_QUOTA_BYTES) throw quotaExceeded(used);
}

/** Throws too_large, with the limit. */
export function requireSize(byteSize: number): void {
  if (byteSize > env().UPLOAD_MAX_BYTES) throw tooLarge();
}

async function usedBytes(tx: Tx, ctx: Context): Promise<number> {
  const [row] = await tx.execute<{ bytes: string }>(sql`
    select coalesce(sum(byte_size), 0) as bytes from crm.uploads where owner_id = ${ctx.user.id} and removed_at is null`);
  return Number(row?.bytes ?? 0);
}

const tooLarge = () =>
  new AppError(
    "too_large",
    `A file may have at most ${formatBytes(env().UPLOAD_MAX_BYTES)}. Export the mailbox in parts and upload them one by one.`,
  );

const quotaExceeded = (used: number) =>
  new AppError(
    "quota_exceeded",
    `Your uploads may take ${formatBytes(env().UPLOAD_QUOTA_BYTES)} together and take ${formatBytes(used)} now. Remove a file you no longer need, then upload again.`,
  );

async function limitFor(ctx: Context): Promise<{ bytes: number; error: AppError }> {
  const identity = { userId: ctx.user.id, workspaceId: ctx.workspace.id };
  const used = await asUser(identity, (tx) => usedBytes(tx, ctx));
  const { UPLOAD_MAX_BYTES, UPLOAD_QUOTA_BYTES } = env();
  const free = (await storage().freeBytes()) ?? Number.POSITIVE_INFINITY;
  const limits = [
    {
      bytes: UPLOAD_MAX_BYTES,
      error: tooLarge(),
    },
    {
      bytes: UPLOAD_QUOTA_BYTES - used,
      error: quotaExceeded(used),
    },
    {
      bytes: free - reserveBytes,
      error: new AppError(
        "quota_exceeded",
        `The disk for uploads has only ${formatBytes(Math.max(0, free - reserveBytes))} left. Nothing was stored; ask whoever runs this server to make room.`,
      ),
    },
  ];
  return limits.reduce((smallest, limit) => (limit.bytes < smallest.bytes ? limit : smallest));
}

function asUploadError(error: unknown, byteSize: number): unknown {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new AppError(
      "quota_exceeded",
      "The disk for uploads is full. Nothing was stored; ask whoever runs this server to make room.",
      { cause: error },
    );
  }
  if (code === "ECONNRESET" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ABORT_ERR")
    return cutOff(byteSize, undefined, error);
  return error;
}

export const cutOff = (byteSize: number, declared?: number, cause?: unknown) =>
  new AppError(
    "invalid_input",
    `Only ${formatBytes(byteSize)}${declared === undefined ? "" : ` of ${formatBytes(declared)}`} arrived: the upload was cut off. Nothing was stored; please upload the file again.`,
    { fields: { file: "Arrived incomplete." }, cause },
  );

/** For display only; the key under which it lies is ours. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return (
    last
      .replaceAll(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 200) || "mailbox"
  );
}
