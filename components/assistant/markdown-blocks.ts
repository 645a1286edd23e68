export type Block =
  | { kind: "paragraph" | "heading" | "code"; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "table"; head: string[]; rows: string[][] }
  | { kind: "rule" };

const depthMax = 6;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}#{1,6} +(?<text>.*?)(?: +#+)?$/;
const rule = /^ {0,3}(?:-(?: *-){2,}|\*(?: *\*){2,}|_(?: *_){2,}) *$/;
const quote = /^ {0,3}> ?/;
const item = /^(?<lead> {0,3}(?:[-*+]|(?<number>\d{1,9})[.)]) +)(?<text>\S.*)?$/;
const tableRule = /^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

/** The blocks of a text in Markdown. What is not understood is a paragraph; markup of HTML is text like any other. */
export const parseMarkdown = (text: string): Block[] =>
  parseLines(text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n"), 0);

function parseLines(lines: readonly string[], depth: number): Block[] {
  if (depth > depthMax) return [{ kind: "paragraph", text: lines.join("\n") }];
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = blockAt(lines, at, depth);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The block that begins at a line, and the line after it. */
function blockAt(lines: readonly string[], at: number, depth: number): [Block | null, number] {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, at + 1];
  const mark = fence.exec(line)?.[1];
  if (mark) {
    const end = lines.findIndex((one, index) => index > at && one.trim().startsWith(mark));
    const last = end < 0 ? lines.length : end;
    return [{ kind: "code", text: lines.slice(at + 1, last).join("\n") }, last + 1];
  }
  if (rule.test(line)) return [{ kind: "rule" }, at + 1];
  const title = heading.exec(line)?.groups?.["text"];
  if (title !== undefined) return [{ kind: "heading", text: title }, at + 1];
  if (quote.test(line)) {
    const end = endOf(lines, at, (one) => quote.test(one));
    const inner = lines.slice(at, end).map((one) => one.replace(quote, ""));
    return [{ kind: "quote", blocks: parseLines(inner, depth + 1) }, end];
  }
  if (item.test(line)) return listAt(lines, at, depth);
  if (line.includes("|") && tableRule.test(lines[at + 1] ?? "")) {
    const end = endOf(lines, at, (one) => one.includes("|"));
    const [head = [], , ...rows] = lines.slice(at, end).map(cellsOf);
    return [{ kind: "table", head, rows }, end];
  }
  const end = endOf(lines, at, (one, index) => index === at || (one.trim() !== "" && !begins(one)));
  const text = lines.slice(at, end).map((one) => one.trimStart());
  return [{ kind: "paragraph", text: text.join("\n") }, end];
}

/** Whether a line begins another block than a paragraph. */
const begins = (line: string): boolean =>
  [fence, rule, heading, quote, item].some((pattern) => pattern.test(line));

function endOf(
  lines: readonly string[],
  from: number,
  belongs: (line: string, index: number) => boolean,
): number {
  const end = lines.findIndex((line, index) => index >= from && !belongs(line, index));
  return end < 0 ? lines.length : end;
}

function listAt(lines: readonly string[], from: number, depth: number): [Block, number] {
  const number = item.exec(lines[from] ?? "")?.groups?.["number"];
  const isOrdered = number !== undefined;
  const items: string[][] = [];
  let indent = 0;
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const found = item.exec(line)?.groups;
    const depthOf = line.length - line.trimStart().length;
    const isBlank = line.trim() === "";
    if (found && (items.length === 0 || depthOf < indent)) {
      if ((found["number"] !== undefined) !== isOrdered || rule.test(line)) break;
      indent = found["lead"]?.length ?? 0;
      items.push([found["text"] ?? ""]);
    } else if (isBlank) {
      const next = lines.slice(at).find((one) => one.trim() !== "") ?? "";
      if (!item.test(next) && !next.startsWith(" ".repeat(indent))) break;
      items.at(-1)?.push("");
    } else if (depthOf >= indent || !begins(line)) {
      items.at(-1)?.push(line.slice(Math.min(depthOf, indent)));
    } else {
      break;
    }
  }
  const parsed = items.map((inner) => parseLines(inner, depth + 1));
  return [{ kind: "list", start: isOrdered ? Number(number) : null, items: parsed }, at];
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll("\\|", "|").trim());
