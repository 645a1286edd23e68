/**
 * Gives back at once the memory of bytes that nobody reads any more. The collector counts what lies outside of its heap
 * loosely, so that several messages of tens of megabytes would stand there together. Does nothing to bytes that lie among
 * others in one piece of memory; the bytes are empty afterwards.
 */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (byteLength < worthwhileBytes || byteLength !== buffer.byteLength) return;
  if (buffer instanceof ArrayBuffer && "transfer" in buffer) buffer.transfer(0);
}

/** What is smaller goes with the next collection, and may be of the pool that small buffers share. */
const worthwhileBytes = 16 * 1024;
