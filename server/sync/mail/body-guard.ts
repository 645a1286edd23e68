/**
 * What postal-mime makes an object of: lines, above all short ones, and runs of quoted-printable escapes. One unit is
 * about 1.5 µs and 200 bytes.
 */
const maxCost = 1_000_000;
const smallCost = 1;
const largeCost = 6;
const shortLineBytes = 40;
const maxBoundaries = 2_000;
const harmlessBytes = 300_000;

/**
 * Cuts a body that would cost time and memory out of all proportion (35 MB of empty lines, of escapes, of boundaries).
 * Ordinary bodies, with attachments up to about 75 MB in base64, come back whole.
 */
export function guardBody(body: Uint8Array): { body: Uint8Array; cut: boolean } {
  if (body.length < harmlessBytes) return { body, cut: false };
  let cost = 0;
  let boundaries = 0;
  let lineStart = 0;
  let escapeEnd = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === lineFeed) {
      cost += at - lineStart < shortLineBytes ? largeCost : smallCost;
      lineStart = at + 1;
      if (isBoundary(body, lineStart)) boundaries++;
    } else if (byte === equalsSign) {
      if (at !== escapeEnd) cost += largeCost;
      escapeEnd = at + 3;
    }
    if (cost > maxCost || boundaries > maxBoundaries) return { body: body.subarray(0, at), cut: true };
  }
  return { body, cut: false };
}

const lineFeed = 10;
const equalsSign = 61;
const hyphen = 45;

/** A line that begins with two hyphens and goes on otherwise: a rule of hyphens parts nothing. */
function isBoundary(body: Uint8Array, at: number): boolean {
  return (
    body[at] === hyphen && body[at + 1] === hyphen && (body[at + 2] ?? hyphen) > 32 && body[at + 2] !== hyphen
  );
}
