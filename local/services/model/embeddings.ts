import { createHash } from "node:crypto";

const dimensions = 1536;

/**
 * Dense random projections of words and character trigrams (SimHash without the sign: Charikar, "Similarity estimation
 * techniques from rounding algorithms", 2002). Texts that share words or parts of words lie near each other. Unit length.
 */
export function embed(text: string): number[] {
  const sums = new Float64Array(dimensions);
  for (const [feature, weight] of featuresOf(text)) addProjection(sums, feature, weight);
  const norm = Math.hypot(...sums) || 1;
  return Array.from(sums, (sum) => sum / norm);
}

function featuresOf(text: string): Map<string, number> {
  const features = new Map<string, number>();
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight);
  };
  for (const word of text
    .toLowerCase()
    .normalize("NFKD")
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    add(`w:${word}`, 1);
    const framed = `^${word}$`;
    for (let at = 0; at + 3 <= framed.length; at += 1) add(`c:${framed.slice(at, at + 3)}`, 0.3);
  }
  if (features.size === 0) add("empty", 1);
  return features;
}

/** The same feature gives the same ±1 vector everywhere: 1,536 bits of a hash in counter mode. */
function addProjection(sums: Float64Array, feature: string, weight: number): void {
  for (let block = 0; block * 512 < dimensions; block += 1) {
    const bits = createHash("sha512")
      .update(`${String(block)}:${feature}`)
      .digest();
    for (let bit = 0; bit < 512; bit += 1) {
      const sign = ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1 ? 1 : -1;
      const at = block * 512 + bit;
      sums[at] = (sums[at] ?? 0) + sign * weight;
    }
  }
}
