import { isDeviceLine } from "./quote-marks.ts";
import type { SegmentKind } from "./types.ts";

const maxSignatureLines = 25;
const maxLinesAfterDevice = 12;
const maxFooterLines = 4;

/**
 * Marks signatures within each run of own lines: from the delimiter "-- " (RFC 3676 section 4.3; "--" is borne) or the
 * footer of a list or device to the run's end. First settles the empty lines between runs.
 */
export function markSignatures(lines: readonly string[], kinds: SegmentKind[]): void {
  absorbEmptyLines(lines, kinds);
  let begin = 0;
  for (let at = 1; at <= lines.length; at++) {
    if (at < lines.length && kinds[at] === kinds[begin]) continue;
    if (kinds[begin] === "own") {
      const signature = signatureBegin(lines, begin, at);
      if (signature !== null) kinds.fill("signature", signature, at);
    }
    begin = at;
  }
}

/** Empty lines below a quote go with it, so that no run of own words is made of empty lines alone. */
function absorbEmptyLines(lines: readonly string[], kinds: SegmentKind[]): void {
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] === "own" && lines[at] === "" && kinds[at - 1] === "quote") kinds[at] = "quote";
  }
}

/** Looks from the end, at no more lines than a signature has, so the cost does not grow with the text. */
function signatureBegin(lines: readonly string[], begin: number, end: number): number | null {
  let last = end;
  while (last > begin && lines[last - 1] === "") last--;
  let found: number | null = null;
  let filled = 0;
  for (let at = last - 1; at >= begin && at >= last - maxSignatureLines - 1; at--) {
    const line = lines[at] ?? "";
    const isDelimiter = /^\s?--$/.test(line) || isFooterRule(lines, at, filled);
    const isDevice = filled <= maxLinesAfterDevice && isDeviceLine(line);
    if (isDelimiter || isDevice) found = at;
    if (line !== "") filled++;
  }
  return found;
}

/** A rule of underscores above what a list program or a mail service adds: few lines, or "… mailing list". */
function isFooterRule(lines: readonly string[], at: number, linesBelow: number): boolean {
  if (!/^_{20,}$/.test(lines[at] ?? "")) return false;
  if (linesBelow > 0 && linesBelow <= maxFooterLines) return true;
  return /mailing list|listinfo|unsubscribe/i.test(`${lines[at + 1] ?? ""} ${lines[at + 2] ?? ""}`);
}
