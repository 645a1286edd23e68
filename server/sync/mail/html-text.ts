import { compile } from "html-to-text";
import { limits } from "./limits.ts";

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 100, ellipsis: "…", maxInputLength: limits.htmlChars },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    { selector: "h4", options: { uppercase: false } },
    { selector: "table", options: { uppercaseHeaderCells: false } },
  ],
});

/** Deeply nested tags cost quadratic time; a long newsletter has a few thousand. */
const maxTags = 20_000;

/** HTML as plain text with quotes as ">" lines. `cut` when not all of it was read. Text is empty where it fails. */
export function htmlToText(html: string): { text: string; cut: boolean } {
  const bounded = boundTags(html.slice(0, limits.htmlChars));
  try {
    return { text: convert(bounded), cut: bounded.length < html.length };
  } catch {
    return { text: "", cut: true };
  }
}

function boundTags(html: string): string {
  let tags = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (++tags > maxTags) return html.slice(0, at);
  }
  return html;
}
