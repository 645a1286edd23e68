import { decodeWords } from "postal-mime";
import { cleanLine, withoutInvisibles } from "./clean-text.ts";
import { limits } from "./limits.ts";

/**
 * A display name as a person would write it: "'Byron, Ada' via Team list" becomes "Ada Byron". Empty when nothing but
 * an address is left of it. `address` is lower-case.
 */
export function cleanName(raw: string, address: string): string {
  if (raw === "") return "";
  const bounded = raw.length > 1_000 ? raw.slice(0, 1_000) : raw;
  const decoded = bounded.includes("=?") ? decodeWords(bounded) : bounded;
  let name = stripQuotes(cleanLine(withoutInvisibles(decoded), 500));
  name = stripQuotes(name.replace(viaSuffix, "").replace(trailingRemark, "$1"));
  if (name.toLowerCase() === address || name.includes("@") || !/[\p{L}\p{N}]/u.test(name)) return "";
  if (/^\S+ (?:at|\(at\)|\[at\]) \S+\.\S+$/i.test(name)) return "";
  return cleanLine(familyNameLast(name), limits.nameChars);
}

/**
 * A name to show where no mail gives one: "ada.byron@example.org" becomes "Ada Byron"; a local part that is not
 * plainly first and last name stays as it is.
 */
export function nameFromAddress(address: string): string {
  const local = address.slice(0, Math.max(0, address.lastIndexOf("@"))).replace(/\+.*$/, "");
  const words = local.replace(/\d+$/, "").split(/[._-]+/);
  const looksLikeName =
    words.length >= 2 && words.length <= 3 && words.every((word) => /^\p{L}+$/u.test(word));
  const hasLongWord = words.some((word) => word.length > 1);
  if (!looksLikeName || !hasLongWord) return cleanLine(local || address, limits.nameChars);
  return cleanLine(words.map(capitalise).join(" "), limits.nameChars);
}

export function capitalise(word: string): string {
  const [first = ""] = word;
  return first.toUpperCase() + word.slice(first.length);
}

const viaSuffix = / (?:\(via [^()]{1,100}\)|via .{1,100})$/i;
/** "Ada Byron (Sales)", "Ada Byron [Contractor]", but never a remark that is all there is. */
const trailingRemark = /^(.*[\p{L}\p{N}.]) ?(?:\([^()]{0,100}\)|\[[^[\]]{0,100}\])$/u;
// prettier-ignore
const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'], ["'", "'"], ["‘", "’"], ["“", "”"], ["„", "“"], ["«", "»"], ["`", "'"], ["<", ">"],
];

function stripQuotes(text: string): string {
  let name = text.trim();
  for (let round = 0; round < 4; round++) {
    const pair = quotePairs.find(
      ([open, close]) => name.length > 1 && name.startsWith(open) && name.endsWith(close),
    );
    if (pair === undefined) break;
    name = name.slice(1, -1).trim();
  }
  return name.replace(/^["“”]+|["“”]+$|^'+(?=[^']*$)/g, "").trim();
}

/** What follows a comma without being a first name. */
const titles =
  /^(?:jr|sr|ii|iii|iv|md|phd|ph\.? ?d|mba|msc|bsc|ma|ba|dr|prof|esq|cpa|cfa|inc|llc|ltd|gmbh|ag|corp|co|sa|bv|plc|kg)\b\.?/i;

function familyNameLast(name: string): string {
  const comma = name.indexOf(",");
  if (comma < 1 || name.indexOf(",", comma + 1) >= 0) return name;
  const family = name.slice(0, comma).trim();
  const given = name.slice(comma + 1).trim();
  const plain = isShortName(family) && isShortName(given) && !titles.test(given);
  return plain ? `${given} ${family}` : name;
}

function isShortName(part: string): boolean {
  const words = part.split(" ");
  return words.length <= 3 && words.every((word) => /^[\p{L}\p{M}.'’-]+$/u.test(word));
}
