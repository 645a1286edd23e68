import { isAttribution, isBlockDate, isBlockFrom, isBlockOther } from "./quote-marks.ts";
import { isCompleteAttribution, isOriginalMark, startsAttribution } from "./quote-marks.ts";
import { markSignatures } from "./signature.ts";
import type { Segment, SegmentKind, TextParts } from "./types.ts";

/**
 * Sets a mail's own words apart from what it quotes and from its signature. `text` has LF line ends. The segments joined
 * are the text again. With `isReply: false` a ">" block counts as quoted only where a line says whom it quotes: in a
 * first mail it is as likely a console's prompt. Our own rules (a survey of what programs write); linear.
 */
export function splitText(text: string, options: { isReply?: boolean } = {}): TextParts {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const bare = lines.map((line) => line.slice(0, maxLineChars).trimEnd());
  const kinds: SegmentKind[] = lines.map(() => "own");
  const end = markTail(bare, kinds);
  markQuotes(bare, kinds, end, options.isReply ?? true);
  markSignatures(bare, kinds);
  const segments = joinRuns(lines, kinds);
  const of = (kind: SegmentKind): string =>
    segments
      .filter((segment) => segment.kind === kind)
      .map((segment) => segment.text.replace(/^\s*\n/, "").trimEnd())
      .join("\n\n")
      .trimEnd();
  return { segments, newText: of("own"), quotedText: of("quote"), signature: of("signature") };
}

const maxLineChars = 500;

/**
 * Everything below "Original Message", below Outlook's block of From, Sent and Subject, and below a complete attribution
 * that has own words above and no ">" after it, is quoted. Gives the line where that begins.
 */
function markTail(lines: readonly string[], kinds: SegmentKind[]): number {
  const lastQuoted = lines.findLastIndex(isQuoted);
  let hasOwnWords = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line === "" || isQuoted(line)) continue;
    const mayStandAlone = hasOwnWords && at > lastQuoted;
    hasOwnWords = true;
    const begins =
      isOriginalMark(line) || isOutlookBlock(lines, at) || (mayStandAlone && isAttributionAt(lines, at));
    if (!begins) continue;
    const rule = /^\s*_{10,}$/.test(lines[at - 1] ?? "") ? 1 : 0;
    kinds.fill("quote", at - rule);
    return at - rule;
  }
  return lines.length;
}

function isOutlookBlock(lines: readonly string[], at: number): boolean {
  if (!isBlockFrom(lines[at] ?? "")) return false;
  const next = lines.slice(at + 1, at + 7);
  const end = next.indexOf("");
  const block = end < 0 ? next : next.slice(0, end);
  return block.some(isBlockDate) && block.some(isBlockOther);
}

function isAttributionAt(lines: readonly string[], at: number): boolean {
  let joined = "";
  for (let next = at; next < Math.min(at + 3, lines.length) && lines[next] !== ""; next++) {
    const line = lines[next] ?? "";
    joined = joined === "" ? line : `${joined} ${line}`;
    if (/[:：]$/.test(line) && isCompleteAttribution(joined)) return true;
  }
  return false;
}

/** Marks ">" lines, with the attribution above each block and the empty lines between its blocks. */
function markQuotes(lines: readonly string[], kinds: SegmentKind[], end: number, isReply: boolean): void {
  let attributed = isReply;
  for (let at = 0; at < end; at++) {
    if (!isQuoted(lines[at] ?? "")) continue;
    const begin = attributionBegin(lines, kinds, at);
    if (begin !== null) {
      attributed = true;
      kinds.fill("quote", begin, at);
    }
    if (!attributed) continue;
    while (at < end && isQuoted(lines[at] ?? "")) kinds[at++] = "quote";
  }
}

/** The line where the attribution of the block beginning at `at` starts; null when there is none. */
function attributionBegin(
  lines: readonly string[],
  kinds: readonly SegmentKind[],
  at: number,
): number | null {
  let last = at - 1;
  while (last >= 0 && last >= at - 2 && lines[last] === "") last--;
  if (last < 0 || lines[last] === "" || kinds[last] !== "own") return null;
  let joined = "";
  let best: number | null = null;
  for (let first = last; first > last - 3 && first >= 0; first--) {
    const line = lines[first] ?? "";
    if (line === "" || kinds[first] !== "own") break;
    joined = joined === "" ? line.trim() : `${line.trim()} ${joined}`;
    if (!isAttribution(joined)) continue;
    if (startsAttribution(line)) return first;
    best ??= first;
  }
  return best;
}

/** A ">" with at most three spaces before it, but not the comparison ">=". */
function isQuoted(line: string): boolean {
  return /^ {0,3}>(?!=(?:[^=]|$))/.test(line);
}

function joinRuns(lines: readonly string[], kinds: readonly SegmentKind[]): Segment[] {
  const segments: Segment[] = [];
  let begin = 0;
  for (let at = 1; at <= lines.length; at++) {
    const kind = kinds[begin];
    if (kind === undefined || (at < lines.length && kinds[at] === kind)) continue;
    segments.push({ kind, text: lines.slice(begin, at).join("") });
    begin = at;
  }
  return segments;
}
