import { timingSafeEqual } from "node:crypto";

const nothing = Buffer.alloc(32);

/** Whether two SHA-256 in hex are the same, in the same time whatever they are. */
export function sameDigest(given: string, stored: string): boolean {
  const digest = Buffer.from(stored, "hex");
  const isOne = digest.length === nothing.length;
  return timingSafeEqual(Buffer.from(given, "hex"), isOne ? digest : nothing) && isOne;
}
