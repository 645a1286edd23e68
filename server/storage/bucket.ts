import { formatBytes } from "#lib/format/bytes.ts";

import { storageOf, type SupabaseSettings } from "./supabase.ts";

/**
 * Makes the private bucket, or checks the one there is. May run any number of times. Throws an Error with words for
 * whoever sets the project up.
 */
export async function ensureBucket(
  settings: SupabaseSettings,
  fileSizeLimit: number,
): Promise<"made" | "found"> {
  const storage = storageOf(settings);
  const name = settings.bucket;
  const found = await storage.getBucket(name);
  if (found.data?.public) {
    throw new Error(
      `The bucket "${name}" is public: make it private in Supabase under Storage, or name another.`,
    );
  }
  const made = found.data
    ? await storage.updateBucket(name, { public: false, fileSizeLimit })
    : await storage.createBucket(name, { public: false, fileSizeLimit });
  if (!made.error) return found.data ? "found" : "made";
  const tooLarge = /exceeded the maximum/i.test(made.error.message);
  throw new Error(
    tooLarge
      ? `The project takes no file of ${formatBytes(fileSizeLimit)}: raise the limit in Supabase under Storage, Settings, or set UPLOAD_MAX_BYTES to it.`
      : `The bucket "${name}" cannot be made or read: ${made.error.message}. Check SUPABASE_SECRET_KEY and the address.`,
    { cause: made.error },
  );
}
