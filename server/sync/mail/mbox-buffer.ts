/**
 * Bytes between the start of the current message and what has been read, in one growing buffer. Appending costs amortised
 * constant time per byte; offsets count from the start of the file.
 */
export class MboxBuffer {
  #bytes: Buffer;
  #start = 0;
  #end = 0;
  /** File offset of the first byte held. */
  offset: number;

  constructor(offset: number) {
    this.#bytes = Buffer.allocUnsafe(1 << 17);
    this.offset = offset;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length);
    this.#bytes.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Drops bytes from the front. */
  drop(count: number): void {
    this.#start += count;
    this.offset += count;
  }

  /** A view, valid until the next append. */
  view(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  #makeRoom(count: number): void {
    const length = this.length;
    const needed = length + count;
    // A buffer that one large message stretched is given back once the message is gone.
    const wanted =
      needed * 2 > this.#bytes.length || needed * 8 < this.#bytes.length ? Math.max(needed * 2, 1 << 17) : 0;
    const target = wanted > 0 ? Buffer.allocUnsafe(wanted) : this.#bytes;
    this.#bytes.copy(target, 0, this.#start, this.#end);
    this.#bytes = target;
    this.#start = 0;
    this.#end = length;
  }
}
