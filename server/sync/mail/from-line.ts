import { parseMailDate } from "./dates.ts";

export type FromLine = {
  sender: string;
  date: Date | null;
  /** A one-word sender and the full asctime date: hardly prose, even without an empty line above. */
  strict: boolean;
};

/**
 * Reads a From_ line of an mbox (RFC 4155, and as Thunderbird, Takeout, Pipermail and Pine write it): "From ", a sender,
 * a date with clock time and year. Thunderbird's bare "From " and "From -" count too. Null when the line is prose.
 */
export function readFromLine(line: string): FromLine | null {
  if (!line.startsWith("From ") || line.length > maxFromLineChars) return null;
  const rest = line.slice(5).trim();
  if (rest === "" || rest === "-") return { sender: "", date: null, strict: false };
  const dateAt = rest.search(dateStart);
  if (dateAt < 1) return null;
  const sender = rest.slice(0, dateAt).trim();
  const written = rest.slice(dateAt).trim();
  const isFullDate = fullDate.test(written);
  const isOneSender = /^\S+(?: at \S+)?$/.test(sender);
  if (!isFullDate && !(isOneSender && /\d{1,2}:\d{2}/.test(written) && /(?:19|20)\d{2}/.test(written)))
    return null;
  return {
    sender: sender === "-" ? "" : sender,
    date: parseMailDate(written),
    strict: isFullDate && isOneSender,
  };
}

/** Whether a line is shaped like the first line of a message; a URL at a line's start is not. */
export function isHeaderLine(line: string): boolean {
  return /^[!-9;-~]{1,76}[ \t]?:(?!\/\/)/.test(line) || line.startsWith(">From ");
}

/** The same for a line that the end of the file cut short. */
export function isHeaderStart(line: string): boolean {
  return line === "" || /^[A-Za-z][!-9;-~]{0,75}$/.test(line) || isHeaderLine(line);
}

/** No From_ line is longer; also how far the splitter looks ahead. */
export const maxFromLineChars = 1_000;

const dateStart = / (?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? |\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3} )/i;
const fullDate =
  /^[a-z]{3} [a-z]{3} [ \d]?\d \d\d:\d\d(?::\d\d)?(?: [+-]\d{4}| [A-Z]{2,5})? \d{4}(?: [+-]\d{4}| [A-Z]{2,5})?$/i;
