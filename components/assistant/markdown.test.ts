import { expect, test } from "vitest";

import { type Block, parseMarkdown } from "./markdown-blocks.ts";
import { type Inline, parseInline } from "./markdown-inline.ts";

const id = "0198c0de-0000-7000-8000-000000000001";

/** Every target that a text leads to. */
function targets(text: string): string[] {
  const ofInline = (part: Inline): string[] => [
    ...(part.kind === "link" ? [part.href] : []),
    ...("inner" in part ? part.inner.flatMap(ofInline) : []),
  ];
  const ofBlock = (block: Block): string[] => {
    if (block.kind === "quote") return block.blocks.flatMap(ofBlock);
    if (block.kind === "list") return block.items.flat().flatMap(ofBlock);
    if (block.kind === "table")
      return [...block.head, ...block.rows.flat()].flatMap((cell) => parseInline(cell).flatMap(ofInline));
    return "text" in block ? parseInline(block.text).flatMap(ofInline) : [];
  };
  return parseMarkdown(text).flatMap(ofBlock);
}

test("a link leads to a record of the app", () => {
  expect(targets(`See [Ada **Byron**](/contacts/${id}).`)).toEqual([`/contacts/${id}`]);
  expect(targets(`- [the review](/calendar?event=${id})\n- [mail](/inbox/${id})`)).toHaveLength(2);
});

test.each([
  "[x](https://evil.example/?d=secret)",
  "[x](//evil.example)",
  "[x](/\\evil.example)",
  "[x](javascript:alert(1))",
  "[x](/api/chat)",
  "[x](/sign-out)",
  "![x](/contacts/1)",
  "![x](https://evil.example/pixel.gif)",
  "<a href='https://evil.example'>x</a>",
  "<https://evil.example>",
  "[x]: https://evil.example\n\n[x]",
  "| a |\n| --- |\n| [x](https://evil.example) |",
])("nothing else is a link: %s", (text) => {
  expect(targets(text)).toEqual([]);
});

test("markup of HTML stays text", () => {
  const text = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  expect(parseMarkdown(text)).toEqual([{ kind: "paragraph", text }]);
  expect(parseInline(text)).toEqual([{ kind: "text", text }]);
});

test("paragraphs, lists within lists, quotes, code, tables, rules", () => {
  const text = [
    "# Title",
    "One",
    "two.",
    "- a",
    "  - b",
    "  - c",
    "- d",
    "",
    "3. three",
    "4. four",
    "> said",
    "> so",
    "```js",
    "- no list",
    "```",
    "| A | B |",
    "|---|--:|",
    "| 1 | 2 |",
    "---",
    "End",
  ].join("\n");
  const paragraph = (words: string): Block => ({ kind: "paragraph", text: words });
  expect(parseMarkdown(text)).toEqual([
    { kind: "heading", text: "Title" },
    paragraph("One\ntwo."),
    {
      kind: "list",
      start: null,
      items: [
        [paragraph("a"), { kind: "list", start: null, items: [[paragraph("b")], [paragraph("c")]] }],
        [paragraph("d")],
      ],
    },
    { kind: "list", start: 3, items: [[paragraph("three")], [paragraph("four")]] },
    { kind: "quote", blocks: [paragraph("said\nso")] },
    { kind: "code", text: "- no list" },
    { kind: "table", head: ["A", "B"], rows: [["1", "2"]] },
    { kind: "rule" },
    paragraph("End"),
  ]);
});

test("bold, italic, code, escapes and breaks; what is not closed stays as it is", () => {
  expect(parseInline("**a *b*** `c*` _d_ snake_case_name \\*e  \nf")).toEqual([
    { kind: "strong", inner: [{ kind: "text", text: "a *b" }] },
    { kind: "text", text: "* " },
    { kind: "code", text: "c*" },
    { kind: "text", text: " " },
    { kind: "em", inner: [{ kind: "text", text: "d" }] },
    { kind: "text", text: " snake_case_name " },
    { kind: "text", text: "*" },
    { kind: "text", text: "e" },
    { kind: "break" },
    { kind: "text", text: "f" },
  ]);
  expect(parseInline("**half [a](/con")).toEqual([{ kind: "text", text: "**half [a](/con" }]);
});

test("a long answer of nothing but marks is parsed in no time", () => {
  const startedAt = performance.now();
  for (const mark of ["*", "**a", "[", "`", "_a ", "> ", "- ", "|", "~~x"]) {
    for (const block of parseMarkdown(mark.repeat(4_000))) if ("text" in block) parseInline(block.text);
  }
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
