import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Splits messages into a folder as mail programs keep them, one file each. */
export function writeMaildir(folder: string, messages: Iterable<Uint8Array>): void {
  for (const part of ["cur", "new", "tmp"]) mkdirSync(join(folder, part), { recursive: true });
  let index = 0;
  for (const message of messages) writeFileSync(join(folder, "cur", `${String(index++)}.bench:2,S`), message);
}
