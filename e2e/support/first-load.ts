import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

/** What a browser has to fetch of JavaScript before the page works: the scripts its HTML names, gzipped, in bytes. */
export async function firstLoadBytes(page: Page, path: string): Promise<number> {
  const html = await (await page.request.get(path)).text();
  const sources = [...html.matchAll(/<script\b(?<attributes>[^>]*)>/g)].flatMap(({ groups }) => {
    const attributes = groups?.["attributes"] ?? "";
    const source = /\bsrc="(?<source>[^"]+)"/.exec(attributes)?.groups?.["source"];
    return source && !/\bnomodule\b/i.test(attributes) ? [source.replaceAll("&amp;", "&")] : [];
  });
  const sizes = await Promise.all(
    [...new Set(sources)].map(
      async (source) => gzipSync(await (await page.request.get(source)).body()).byteLength,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
