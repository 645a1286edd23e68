import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";

import { mergeClasses } from "./merge-classes.ts";

const whole = extendTailwindMerge({
  cacheSize: 0,
  extend: { theme: { text: ["small", "base", "reading", "heading", "title"], radius: ["control", "card"] } },
});
const variant = /^(?:[^\s:[\](]|\[[^\]]*\]|\([^)]*\))+:/;

function withoutVariants(name: string): string {
  const rest = name.replace(variant, "");
  return rest === name ? name : withoutVariants(rest);
}

/** Every word of a text in the sources that Tailwind's whole table knows as a class, without its variants. */
function usedClasses(): string[] {
  const sources = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|merge-classes\.ts$/.test(file))
      .map((file) => readFileSync(join(folder, file), "utf8")),
  );
  const texts = sources.flatMap((source) => source.match(/"[^"\n]*"|`[^`]*`/g) ?? []);
  const words = texts.flatMap((text) => text.slice(1, -1).split(/\s+|\$\{|\}/)).filter(Boolean);
  return [...new Set(words.map(withoutVariants))].filter((word) => whole(`${word} ${word}`) === word);
}

test("of any two classes in the sources, what is left is what Tailwind's whole table leaves", () => {
  const used = usedClasses();
  expect(used.length).toBeGreaterThan(300);
  const differing = used.flatMap((one) =>
    used
      .filter((other) => one !== other && whole(`${one} ${other}`) !== mergeClasses(`${one} ${other}`))
      .map((other) => `${one} ${other}`),
  );
  expect(differing).toEqual([]);
});

test("a variant and the mark of what is important keep their classes apart, and a number of them is merged at once", () => {
  const texts = [
    "px-2 hover:px-3 md:px-4 px-6",
    "size-3! size-4 size-5!",
    "group-hover:text-accent text-text-muted group-hover:text-danger",
    "max-md:hover:bg-sunken hover:max-md:bg-surface",
    "not-a-class px-2 not-a-class py-1 p-3",
  ];
  for (const text of texts) expect(mergeClasses(text)).toBe(whole(text));
});
