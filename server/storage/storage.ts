import { type Env, env } from "#server/env.ts";

import { diskStorage } from "./disk.ts";
import type { StorageDriver } from "./driver.ts";
import { supabaseStorage } from "./supabase.ts";

let current: { driver: StorageDriver; env: Env } | undefined;

/** The driver that the environment names. */
export function storage(): StorageDriver {
  const settings = env();
  if (current?.env !== settings) current = { driver: driverOf(settings), env: settings };
  return current.driver;
}

function driverOf({
  STORAGE_DRIVER,
  STORAGE_DIR,
  STORAGE_URL,
  STORAGE_BUCKET,
  SUPABASE_URL,
  SUPABASE_SECRET_KEY,
}: Env): StorageDriver {
  switch (STORAGE_DRIVER) {
    case "disk":
      return diskStorage(STORAGE_DIR);
    case "supabase":
      return supabaseStorage({
        url: STORAGE_URL ?? SUPABASE_URL,
        // The environment was refused without it.
        secretKey: SUPABASE_SECRET_KEY ?? "",
        bucket: STORAGE_BUCKET,
      });
  }
}
