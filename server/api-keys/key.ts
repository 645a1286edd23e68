import { createHash, randomBytes, randomInt } from "node:crypto";

const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const prefixLength = 12;
const format = new RegExp(`^ocrm_([${alphabet}]{${prefixLength}})_[\\w-]{43}$`);

interface NewKey {
  key: string;
  prefix: string;
  hash: string;
}

/** `ocrm_`, 12 characters to know it by, and 32 random bytes in base64url. */
export function newKey(): NewKey {
  const prefix = Array.from({ length: prefixLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  const key = `ocrm_${prefix}_${randomBytes(32).toString("base64url")}`;
  return { key, prefix, hash: hashOfKey(key) };
}

/** SHA-256, in hex: the key has 256 random bits, so nothing slower is needed. */
export const hashOfKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Null for what is no key of ours. */
export const prefixOfKey = (key: string): string | null => format.exec(key)?.[1] ?? null;
