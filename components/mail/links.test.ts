import { expect, test } from "vitest";

import { splitLinks } from "./links.ts";

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test("finds web addresses and leaves out what ends the sentence or stands around them", () => {
  expect(hrefs("See https://a.example/x?y=1, or (http://b.example/z).")).toEqual([
    "https://a.example/x?y=1",
    "http://b.example/z",
  ]);
  expect(hrefs("<https://a.example/_(x)>")).toEqual(["https://a.example/_(x)"]);
});

test("makes nothing else a link", () => {
  expect(hrefs("javascript:alert(1) data:text/html,x //c.example ftp://d.example https://")).toEqual([]);
});

test("loses no character", () => {
  for (const text of ["", "plain", "https://a.example", "a https://b.example. c\nhttps:// d"]) {
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  }
});
