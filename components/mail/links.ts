export interface TextPart {
  text: string;
  /** Where the text is an address that may be followed. */
  href: string | null;
}

const address = /https?:\/\/[^\s<>"'`{}|\\^]+/gi;
const trailing = /[.,;:!?*_]+$/;

/** Splits text at the web addresses in it. Joined again the parts are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = withoutTail(match[0]);
    if (!URL.canParse(found)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: found, href: found });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** A sentence may end right after an address, and brackets stand around one. */
function withoutTail(found: string): string {
  const bare = found.replace(trailing, "");
  const closing = bare.endsWith(")") ? "(" : bare.endsWith("]") ? "[" : null;
  return closing && !bare.includes(closing) ? withoutTail(bare.slice(0, -1)) : bare;
}
