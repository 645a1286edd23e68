import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { ZodType } from "zod";

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivateJson(path: string, content: unknown): void {
  const temporary = `${path}.${randomBytes(4).toString("hex")}`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(temporary, path);
}

/** Null when the file is missing or does not hold what is expected. */
export function readJson<Content>(path: string, schema: ZodType<Content>): Content | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** 32 random bytes in letters that need no quoting in a URL, SQL or a configuration file. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}
