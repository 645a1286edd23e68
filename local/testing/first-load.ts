import { gzipSync } from "node:zlib";

import type { APIRequestContext } from "@playwright/test";

export interface Script {
  /** Of the app's own origin, as the page names it. */
  source: string;
  gzipBytes: number;
}

/** What a browser has to fetch of JavaScript before the page works: the scripts that its HTML names. */
export async function firstLoadScripts(request: APIRequestContext, path: string): Promise<Script[]> {
  const html = await (await request.get(path)).text();
  const sources = [...html.matchAll(/<script\b(?<attributes>[^>]*)>/g)].flatMap(({ groups }) => {
    const attributes = groups?.["attributes"] ?? "";
    const source = /\bsrc="(?<source>[^"]+)"/.exec(attributes)?.groups?.["source"];
    return source && !/\bnomodule\b/i.test(attributes) ? [source.replaceAll("&amp;", "&")] : [];
  });
  return Promise.all(
    [...new Set(sources)].map(async (source) => ({
      source,
      gzipBytes: gzipSync(await (await request.get(source, { maxRetries: 2 })).body()).byteLength,
    })),
  );
}
