import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";

import type { StorageDriver } from "./driver.ts";

/** Files in a folder of one machine: web and worker must share it. */
export function diskStorage(folder: string): StorageDriver {
  const root = resolve(folder);
  const pathOf = (key: string): string => {
    const path = join(root, key);
    if (!path.startsWith(root + sep)) throw new Error("a storage key left its folder");
    return path;
  };
  return {
    direct: null,
    async put(key, source) {
      const path = pathOf(key);
      const partial = `${path}.part`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = createWriteStream(partial, { mode: 0o600, flush: true });
      try {
        await pipeline(source, file);
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      return file.bytesWritten;
    },
    async open(key, start) {
      // Opened before it is handed out, so that a missing file is an error here and not in the middle of a read.
      const handle = await open(pathOf(key), "r");
      return createReadStream("", { fd: handle, start, highWaterMark: 256 * 1024 });
    },
    size: (key) =>
      stat(pathOf(key)).then(
        ({ size }) => size,
        () => null,
      ),
    remove: (key) => rm(pathOf(key), { force: true }),
    async *olderThan(before) {
      const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
        if (mtime < before) yield relative(root, path);
      }
    },
    async freeBytes() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize;
    },
    async answers() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await access(root, constants.R_OK | constants.W_OK);
      return true;
    },
  };
}
