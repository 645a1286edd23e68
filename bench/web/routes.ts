import { readdirSync } from "node:fs";
import { join } from "node:path";

import { checkout } from "#local/paths.ts";

export interface Route {
  /** As its folders say it: /contacts/[id]. */
  pattern: string;
  /** In the names of figures: ContactsId. */
  key: string;
  signedIn: boolean;
}

/** Every page there is, so that none is forgotten: the folders of app with a page in them. */
export const routes: readonly Route[] = pagesBelow("").map((folders) => {
  const segments = folders.filter((folder) => !/^[(@]/.test(folder));
  return {
    pattern: `/${segments.join("/")}`,
    key: segments.length === 0 ? "Root" : segments.map(capitalised).join(""),
    signedIn: folders[0] !== "(auth)",
  };
});

function pagesBelow(folder: string, above: readonly string[] = []): string[][] {
  const entries = readdirSync(join(checkout, "app", folder), { withFileTypes: true });
  const here = entries.some(({ name }) => name === "page.tsx") ? [[...above]] : [];
  const below = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => pagesBelow(join(folder, name), [...above, name]));
  return [...here, ...below];
}

function capitalised(segment: string): string {
  return segment
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
