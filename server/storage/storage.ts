import { env } from "#server/env.ts";

import { diskStorage } from "./disk.ts";
import type { StorageDriver } from "./driver.ts";

let current: StorageDriver | undefined;

/** The driver that the environment names. */
export function storage(): StorageDriver {
  current ??= diskStorage(env().STORAGE_DIR);
  return current;
}
