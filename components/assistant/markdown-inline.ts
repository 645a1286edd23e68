export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "strong" | "em" | "strike"; inner: Inline[] }
  | { kind: "link"; href: string; inner: Inline[] }
  | { kind: "break" };

const depthMax = 6;
const token =
  /(?<ticks>`+)(?<code>[^`](?:[\s\S]*?[^`])??)\k<ticks>(?!`)|!?\[(?<label>[^\]\n]*)\]\((?<href>[^()\s]*)\)|\*\*(?<strong>\S(?:[\s\S]*?\S)??)\*\*|__(?<strong2>\S(?:[\s\S]*?\S)??)__|~~(?<strike>\S(?:[\s\S]*?\S)??)~~|\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*|(?<![\p{L}\p{N}_])_(?<em2>[^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}_])|\\(?<escaped>[\\`*_{}[\]()#+\-.!|~>])|(?<end> {2,}|\\)?\n/gu;

/** Pages that show a record: an answer leads nowhere else. */
const recordPath = /^\/(?:contacts|companies|inbox|calendar|tasks)(?:[/?][\w\-/?=&%.]*)?$/;

/** The parts of a line in Markdown. A link that leads out of the app is its words, an image is its description. */
export function parseInline(text: string, depth = 0): Inline[] {
  if (depth > depthMax) return [{ kind: "text", text }];
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    parts.push(...partOf(match, depth));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

function partOf(match: RegExpExecArray, depth: number): Inline[] {
  const { code, label, href, strong, strong2, strike, em, em2, escaped, end } = match.groups ?? {};
  if (code !== undefined) return [{ kind: "code", text: code.replace(/^ (.*) $/s, "$1") }];
  if (label !== undefined && href !== undefined) {
    const inner = parseInline(label, depth + 1);
    const isLink = !match[0].startsWith("!") && recordPath.test(href);
    return isLink ? [{ kind: "link", href, inner }] : inner;
  }
  const bold = strong ?? strong2;
  if (bold !== undefined) return [{ kind: "strong", inner: parseInline(bold, depth + 1) }];
  if (strike !== undefined) return [{ kind: "strike", inner: parseInline(strike, depth + 1) }];
  const italic = em ?? em2;
  if (italic !== undefined) return [{ kind: "em", inner: parseInline(italic, depth + 1) }];
  if (escaped !== undefined) return [{ kind: "text", text: escaped }];
  return end === undefined ? [{ kind: "text", text: "\n" }] : [{ kind: "break" }];
}
