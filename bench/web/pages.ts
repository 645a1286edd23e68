import { z } from "zod";

import type { Manifest } from "#local/instance/manifest.ts";
import { firstLoadScripts } from "#local/testing/first-load.ts";

import { addressOf } from "./addresses.ts";
import { type Route, routes } from "./routes.ts";
import { fetchedScriptBytes } from "./scripts.ts";
import { serverMs } from "./server-time.ts";
import type { Visitor } from "./visitor.ts";

export interface PageFigures {
  route: Route;
  firstLoadKb: number;
  fetchedKb: number;
  serverMs: number;
}

/** Kilobytes of 1024 bytes, gzipped. */
export const firstLoadMaxKb = 200;
const visits = 9;
const named = 4;

/** Page by page; leaves out, and says, those that only lead elsewhere and those of which the demo workspace has none. */
export async function measurePages(
  manifest: Manifest,
  visitor: Visitor,
  say: (sentence: string) => void,
): Promise<PageFigures[]> {
  const known = new Map([["/assistant/[threadId]", await startConversation(manifest)]]);
  const measured: PageFigures[] = [];
  for (const route of routes) {
    const path = known.get(route.pattern) ?? (await addressOf(visitor.page, route));
    if (path === null) {
      say(`  ${route.pattern}: nothing links to one, it is left out`);
      continue;
    }
    const figures = await measurePage({ manifest, visitor, route, path, say });
    if (figures) measured.push(figures);
  }
  return measured;
}

interface PageVisit {
  manifest: Manifest;
  visitor: Visitor;
  route: Route;
  path: string;
  say: (sentence: string) => void;
}

async function measurePage({ manifest, visitor, route, path, say }: PageVisit): Promise<PageFigures | null> {
  const at = route.signedIn ? visitor.page : visitor.strangerPage;
  const answer = await at.request.get(path);
  if (!answer.ok()) throw new Error(`${path} answers ${String(answer.status())}`);
  if (new URL(answer.url()).pathname !== path) {
    say(`  ${route.pattern}: leads to ${new URL(answer.url()).pathname}`);
    return null;
  }
  const scripts = await firstLoadScripts(at.request, path);
  const figures = {
    route,
    firstLoadKb: scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1024,
    fetchedKb: (await fetchedScriptBytes(at, path)) / 1024,
    serverMs: await serverMs({
      url: new URL(path, manifest.url).href,
      cookie: route.signedIn ? visitor.cookie : null,
      times: visits,
    }),
  };
  say(
    `  ${route.pattern}: first load ${figures.firstLoadKb.toFixed(0)} kB, all ${figures.fetchedKb.toFixed(0)} kB, ` +
      `HTML in ${figures.serverMs.toFixed(0)} ms`,
  );
  if (figures.firstLoadKb > firstLoadMaxKb) {
    const heaviest = scripts.toSorted((one, other) => other.gzipBytes - one.gzipBytes).slice(0, named);
    for (const { source, gzipBytes } of heaviest) say(`    ${(gzipBytes / 1024).toFixed(0)} kB ${source}`);
  }
  return figures;
}

const Started = z.object({ data: z.object({ threadId: z.string() }) });

/** So that there is a conversation to look at; answers its path. */
async function startConversation({ url, apiKey = "" }: Manifest): Promise<string> {
  const response = await fetch(`${url}/api/v1/chat`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ message: "Who is waiting for my answer?" }),
  });
  if (!response.ok) throw new Error(`chat.send answers ${String(response.status)}`);
  return `/assistant/${Started.parse(await response.json()).data.threadId}`;
}
