import { hash } from "node:crypto";

/** A set of long strings that keeps only 16 bytes of each: a million message keys in about 60 MB. */
export class DigestSet {
  #seen = new Set<string>();

  /** Adds the text; false when it was in already. */
  add(text: string): boolean {
    const before = this.#seen.size;
    this.#seen.add(shorten(text));
    return this.#seen.size > before;
  }

  has(text: string): boolean {
    return this.#seen.has(shorten(text));
  }
}

/** 16 bytes as Latin-1; copied through a buffer, since a slice of the hash would keep the whole alive. */
function shorten(text: string): string {
  return Buffer.from(hash("sha256", text, "hex").slice(0, 32), "hex").toString("latin1");
}
