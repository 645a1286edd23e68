import { Readable, Transform } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

import { createClient } from "@supabase/supabase-js";

import { z } from "zod";

import type { DirectUploads, StorageDriver } from "./driver.ts";
import { uploadAddress } from "./upload-address.ts";

export interface SupabaseSettings {
  /** Of the project. */
  url: string;
  secretKey: string;
  bucket: string;
}

/** Storage takes exactly this much per request, but for the last. */
const chunkBytes = 6 * 1024 ** 2;
const perPage = 1_000;
const TokenClaims = z.object({ exp: z.number() });
/** How often a read that broke off goes on where it stood, without a byte in between. */
const readAttempts = 5;

/** Files in a private bucket of Supabase Storage, for a web and a worker that share no disk. */
export function supabaseStorage(settings: SupabaseSettings): StorageDriver {
  const client = storageOf(settings);
  const bucket = () => client.from(settings.bucket);

  const openAt = async (key: string, start: number): Promise<ReadableStream<Uint8Array> | null> => {
    const { data, error } = await bucket().setHeader("range", `bytes=${start}-`).download(key).asStream();
    if (!error) return data;
    // Nothing begins behind the last byte.
    if (statusOf(error) === 416) return null;
    if (isMissing(error))
      throw Object.assign(new Error("no such file", { cause: error }), { code: "ENOENT" });
    throw error;
  };

  const list = async (folder: string) => {
    const entries = [];
    for (let offset = 0; ; offset += perPage) {
      const page = await bucket().list(folder, {
        limit: perPage,
        offset,
        sortBy: { column: "name", order: "asc" },
      });
      if (page.error) throw page.error;
      entries.push(...page.data);
      if (page.data.length < perPage) return entries;
    }
  };

  const direct: DirectUploads = {
    address: (key) => ({
      url: uploadAddress(settings.url),
      metadata: { bucketName: settings.bucket, objectName: key, contentType: "application/octet-stream" },
      chunkBytes,
    }),
    async permit(key) {
      const { data, error } = await bucket().createSignedUploadUrl(key);
      if (error) throw error;
      return { headers: { "x-signature": data.token }, expiresAt: expiryOf(data.token) };
    },
  };

  return {
    direct,
    async put(key, source) {
      let byteSize = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          byteSize += chunk.length;
          done(null, chunk);
        },
      });
      source.on("error", (error) => counter.destroy(error));
      const counter = source.pipe(counted);
      const options = { contentType: "application/octet-stream", duplex: "half" };
      // A request hides the error of what it sends: the source's own is the one to tell.
      const failed = new Promise<never>((_, reject) => counter.once("error", reject));
      const { error } = await Promise.race([bucket().upload(key, counter, options), failed]);
      if (error) throw error;
      return byteSize;
    },
    async open(key, start) {
      const first = await openAt(key, start);
      return Readable.from(
        readOn(first, start, (from) => openAt(key, from)),
        { objectMode: false },
      );
    },
    async size(key) {
      const { data, error } = await bucket().info(key);
      if (!error) return data.size ?? null;
      if (isMissing(error)) return null;
      throw error;
    },
    async remove(key) {
      const { error } = await bucket().remove([key]);
      if (error) throw error;
    },
    async *olderThan(before) {
      // One folder per workspace, read to its end before the first of its files is removed.
      for (const folder of await list("")) {
        for (const file of await list(folder.name)) {
          const writtenAt = file.updated_at ?? file.created_at;
          if (writtenAt !== null && new Date(writtenAt) < before) yield `${folder.name}/${file.name}`;
        }
      }
    },
    freeBytes: () => Promise.resolve(null),
    async answers() {
      const { error } = await client.getBucket(settings.bucket);
      return error === null;
    },
  };
}

/** The client for files alone: no session, no refresh. */
export const storageOf = ({ url, secretKey }: Pick<SupabaseSettings, "url" | "secretKey">) =>
  createClient(url, secretKey, { auth: { persistSession: false, autoRefreshToken: false } }).storage;

/** A connection of hours breaks sometimes: the read goes on at the byte where it stood. */
async function* readOn(
  first: ReadableStream<Uint8Array> | null,
  start: number,
  reopen: (from: number) => Promise<ReadableStream<Uint8Array> | null>,
): AsyncGenerator<Uint8Array> {
  let position = start;
  let failures = 0;
  let body: ReadableStream<Uint8Array> | null = first;
  while (body) {
    try {
      for await (const chunk of body) {
        yield chunk;
        position += chunk.length;
        failures = 0;
      }
      return;
    } catch (error) {
      if (++failures >= readAttempts) throw error;
      await pause(200 * failures);
      body = await reopen(position);
    }
  }
}

/** The token is a JSON Web Token. */
function expiryOf(token: string): Date | null {
  try {
    const { exp } = TokenClaims.parse(
      JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()),
    );
    return new Date(exp * 1_000);
  } catch {
    return null;
  }
}

const statusOf = (error: object): number =>
  Number("statusCode" in error ? error.statusCode : 0) || httpStatus(error);
const httpStatus = (error: object): number => Number("status" in error ? error.status : 0);

// Storage answers 400 to what it does not have, and says 404 in the body.
const isMissing = (error: object): boolean => statusOf(error) === 404 || httpStatus(error) === 404;
