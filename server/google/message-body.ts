import { letGo } from "#lib/let-go.ts";

import type { ResponseBody } from "./get-json.ts";

const quote = 34;
const backslash = 92;
const opening = /"raw"\s*:\s*"/;

/**
 * The answer to a question for a message's raw bytes: its one long field is decoded as it comes, so that a message of tens
 * of megabytes does not stand in memory as text too. `raw` is then the bytes; what is longer than `maxBytes` is not read on.
 */
export class MessageBody implements ResponseBody {
  readonly #maxBytes: number;
  readonly #around: [Buffer[], Buffer[]] = [[], []];
  readonly #decoded: Buffer[] = [];
  #byteLength = 0;
  #state: "before" | "within" | "padding" | "after" = "before";
  /** Of four characters that make three bytes, those that have come. */
  #rest = "";

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(chunk: Buffer): boolean {
    this.#byteLength += chunk.length;
    if (this.#byteLength > this.#maxBytes) return false;
    if (this.#state === "before") this.#begin(chunk);
    else if (this.#state === "after") this.#around[1].push(chunk);
    else {
      this.#within(chunk);
      letGo(chunk);
    }
    return true;
  }

  /** Undefined where it is no JSON. */
  data(): unknown {
    const [head, tail] = this.#around.map((parts) => Buffer.concat(parts).toString("utf8"));
    try {
      const parsed: unknown = JSON.parse(`${head ?? ""}${this.#state === "before" ? "" : '"'}${tail ?? ""}`);
      if (this.#state !== "after" || typeof parsed !== "object" || parsed === null) return parsed;
      return { ...parsed, raw: this.#whole() };
    } catch {
      return undefined;
    }
  }

  /** Its pieces go as they are taken over: a long message does not stand in memory twice. */
  #whole(): Buffer {
    const whole = Buffer.allocUnsafeSlow(this.#decoded.reduce((sum, { byteLength }) => sum + byteLength, 0));
    let at = 0;
    for (const piece of this.#decoded) {
      whole.set(piece, at);
      at += piece.byteLength;
      letGo(piece);
    }
    return whole;
  }

  /** The other fields are short: what stands before the long one is looked at as a whole. */
  #begin(chunk: Buffer): void {
    const [head] = this.#around;
    head.push(chunk);
    const all = Buffer.concat(head);
    const found = opening.exec(all.toString("latin1"));
    if (!found) return;
    const begins = found.index + found[0].length;
    head.splice(0, head.length, all.subarray(0, begins));
    this.#state = "within";
    this.#within(all.subarray(begins));
  }

  /** Base64url has no escapes but for the "=" at its end, which says nothing. */
  #within(chunk: Buffer): void {
    const ends = chunk.indexOf(quote);
    const value = ends < 0 ? chunk : chunk.subarray(0, ends);
    if (this.#state === "within") {
      const padding = value.indexOf(backslash);
      this.#decode(padding < 0 ? value : value.subarray(0, padding));
      if (padding >= 0) this.#state = "padding";
    }
    if (ends < 0) return;
    if (this.#rest !== "") this.#decoded.push(Buffer.from(this.#rest, "base64url"));
    this.#state = "after";
    this.#around[1].push(Buffer.from(chunk.subarray(ends + 1)));
  }

  #decode(value: Buffer): void {
    const text = this.#rest + value.toString("latin1");
    const whole = text.length - (text.length % 4);
    if (whole > 0) this.#decoded.push(Buffer.from(text.slice(0, whole), "base64url"));
    this.#rest = text.slice(whole);
  }
}
