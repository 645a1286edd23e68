import { expect, test } from "vitest";

import { mailHeightPx, textHeightPx } from "./mail-height.ts";

const words = "word ".repeat(32).trim();

test("long words take lines, and empty lines count in plain text alone", () => {
  expect(mailHeightPx(`<div>${words}</div>`)).toBeGreaterThanOrEqual(2 * 22 + 16);
  expect(mailHeightPx("<div>a</div>\n\n\n<div>b</div>")).toBe(textHeightPx("a\nb"));
  expect(textHeightPx("a\n\n\nb")).toBeGreaterThanOrEqual(4 * 22 + 16);
});

test("what is built takes more than its words", () => {
  const plain = mailHeightPx("<div>Offer</div><div>One</div><div>Two</div>");
  expect(mailHeightPx("<h1>Offer</h1><p>One</p><p>Two</p>")).toBeGreaterThanOrEqual(plain + 44 + 28);
  const cell = (style: string) => `<table><tr><td${style}>Offer</td></tr></table>`;
  expect(mailHeightPx(cell(' style="color:red;padding:24px"'))).toBeGreaterThanOrEqual(
    mailHeightPx(cell("")) + 48,
  );
});

test("a picture takes the height that it says, within bounds, and some where it says none", () => {
  const none = mailHeightPx("<p>Look</p>");
  const withPicture = (attributes: string) =>
    mailHeightPx(`<p>Look</p><img src="data:x"${attributes}>`) - none;
  expect(withPicture(' height="200" width="90"')).toBeGreaterThanOrEqual(200);
  expect(withPicture(' style="width:9px;height:200px"')).toBeGreaterThanOrEqual(200);
  expect(withPicture("")).toBeGreaterThanOrEqual(120);
  expect(withPicture(' height="99999"')).toBeLessThan(500);
});
