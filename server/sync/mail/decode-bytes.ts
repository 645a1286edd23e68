import { isUtf8 } from "node:buffer";

/**
 * Bytes as text. UTF-8 wins wherever the bytes are valid UTF-8 and the label does not speak of another multi-byte
 * charset, since mislabelled UTF-8 is common and valid UTF-8 by chance is not. Never throws.
 */
export function decodeBytes(bytes: Uint8Array, charset?: string): { text: string; charsetKnown: boolean } {
  const label = (charset ?? "")
    .trim()
    .replace(/^["']|["']$/g, "")
    .toLowerCase();
  const labelIsWeak =
    label === "" || label === "us-ascii" || label === "ascii" || label === "utf8" || label === "utf-8";
  if (labelIsWeak) return { text: decodeUtf8OrWestern(bytes), charsetKnown: true };
  const decoder = decoderFor(label);
  if (decoder === null) return { text: decodeUtf8OrWestern(bytes), charsetKnown: false };
  return { text: decoder.decode(bytes), charsetKnown: true };
}

/** Whether `decodeBytes` reads this label as what it says. */
export const isKnownCharset = (label: string): boolean =>
  /^(?:us-ascii|ascii|utf-?8)$/i.test(label) || decoderFor(label.toLowerCase()) !== null;

/** UTF-8 where it is valid, else Windows-1252, in which every byte means something. */
export function decodeUtf8OrWestern(bytes: Uint8Array): string {
  return isUtf8(bytes)
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")
    : western.decode(bytes);
}

const western = new TextDecoder("windows-1252");
const decoders = new Map<string, TextDecoder | null>();

function decoderFor(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const decoder = createDecoder(label);
  // Labels come from strangers: without a bound the cache would be theirs to fill.
  if (decoders.size < 200) decoders.set(label, decoder);
  return decoder;
}

function createDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
