import { rmSync } from "node:fs";

import type { Manifest } from "#local/instance/manifest.ts";
import { firstLoadScripts } from "#local/testing/first-load.ts";
import { startInstance } from "#local/testing/instance.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";

import { type BenchRun, defineBench, type Figure, type Measured } from "../bench.ts";
import { wants } from "../options.ts";
import { measureApi } from "./api.ts";
import { auditPage } from "./lighthouse.ts";
import { firstLoadMaxKb, measurePages } from "./pages.ts";
import { routes } from "./routes.ts";
import { type Visitor, visit } from "./visitor.ts";

const roundsByDefault = 3;
/** Those that people see first. */
const audited = [
  { key: "SignIn", path: "/sign-in", signedIn: false },
  { key: "Today", path: "/today", signedIn: true },
  { key: "Contacts", path: "/contacts", signedIn: true },
] as const;

const pageFigures: [string, Figure][] = routes.flatMap(({ key, pattern }): [string, Figure][] => [
  [
    `firstLoadKb${key}`,
    {
      unit: "kB",
      says: `${pattern}: scripts that its HTML names, gzipped`,
      goal: { atMost: firstLoadMaxKb },
    },
  ],
  [`fetchedKb${key}`, { unit: "kB", says: `${pattern}: all scripts fetched until it is quiet` }],
  [`serverMs${key}`, { unit: "ms", says: `${pattern}: its whole HTML, one at a time` }],
]);

const auditFigures: [string, Figure][] = audited.flatMap(({ key, path }): [string, Figure][] => [
  [`performance${key}`, { unit: "of 100", says: `${path}: Lighthouse, a phone`, goal: { atLeast: 95 } }],
  [
    `calibrated${key}`,
    { unit: "of 100", says: `${path}: the same, slowed down by what this machine can do` },
  ],
  [`accessibility${key}`, { unit: "of 100", says: `${path}: Lighthouse`, goal: { atLeast: 95 } }],
  [`bestPractices${key}`, { unit: "of 100", says: `${path}: Lighthouse`, goal: { atLeast: 95 } }],
  [`lcpMs${key}`, { unit: "ms", says: `${path}: largest contentful paint, simulated phone` }],
  [`tbtMs${key}`, { unit: "ms", says: `${path}: total blocking time, simulated phone` }],
  [`cls${key}`, { unit: "ratio", says: `${path}: cumulative layout shift` }],
]);

export const webBench = defineBench<string>({
  name: "web",
  summary:
    "a whole instance with the demo workspace: scripts, HTML, Lighthouse, programs at 50 calls a second",
  figures: {
    ...Object.fromEntries([...pageFigures, ...auditFigures]),
    benchmarkIndex: { unit: "points", says: "Lighthouse's measure of this machine, lowest of its pages" },
    slowdown: { unit: "ratio", says: "how many times slower the calibrated phone is; Lighthouse's own is 4" },
    busyShare: { unit: "ratio", says: "share of the machine at other work as Lighthouse began, highest" },
    listP95Ms: { unit: "ms", says: "GET /api/v1/contacts at 50/s", goal: { atMost: 100 } },
    createP95Ms: { unit: "ms", says: "POST /api/v1/contacts at 50/s", goal: { atMost: 50 } },
    fileP95Ms: { unit: "ms", says: "a file of the same server at 50/s: the floor" },
    failed: { unit: "answers", says: "of all calls", goal: { atMost: 0 } },
  },
  async run(run) {
    const manifest = await startWhole(run);
    const visitor = await visit(manifest);
    run.atEnd(visitor.close);
    const measured: Measured<string> = {};
    if (wants(run.options, "pages")) {
      for (const { route, firstLoadKb, fetchedKb, serverMs } of await measurePages(
        manifest,
        visitor,
        run.say,
      )) {
        measured[`firstLoadKb${route.key}`] = firstLoadKb;
        measured[`fetchedKb${route.key}`] = fetchedKb;
        measured[`serverMs${route.key}`] = serverMs;
      }
    }
    if (wants(run.options, "lighthouse"))
      Object.assign(measured, await measureAudits(run, manifest, visitor));
    if (wants(run.options, "api")) {
      const [file] = await firstLoadScripts(visitor.strangerPage.request, "/sign-in");
      if (!file) throw new Error("the sign-in page has no script");
      const rounds = run.options.rounds ?? roundsByDefault;
      Object.assign(measured, await measureApi({ manifest, file: file.source, rounds, say: run.say }));
    }
    return measured;
  },
});

async function startWhole({ say, atEnd }: BenchRun): Promise<Manifest> {
  const stateDir = createThrowawayFolder();
  atEnd(() => Promise.resolve(rmSync(stateDir, { recursive: true, force: true })));
  say("  starting an instance");
  const instance = await startInstance({ stateDir });
  atEnd(instance.stop);
  return instance.manifest;
}

async function measureAudits(
  { options, say }: BenchRun,
  { url }: Manifest,
  { port, cookie }: Visitor,
): Promise<Measured<string>> {
  const measured: Measured<string> = {};
  const machine: { index: number; slowdown: number; busy: number }[] = [];
  for (const { key, path, signedIn } of audited) {
    const audit = await auditPage({
      url: new URL(path, url).href,
      cookie: signedIn ? cookie : null,
      port,
      runs: options.rounds ?? roundsByDefault,
      say,
    });
    // A page that cannot be read has missed its goals.
    measured[`performance${key}`] = audit?.performance ?? Number.NaN;
    measured[`accessibility${key}`] = audit?.accessibility ?? Number.NaN;
    measured[`bestPractices${key}`] = audit?.bestPractices ?? Number.NaN;
    if (audit === null) continue;
    measured[`calibrated${key}`] = audit.calibrated.performance;
    measured[`lcpMs${key}`] = audit.largestContentfulPaintMs;
    measured[`tbtMs${key}`] = audit.blockingMs;
    measured[`cls${key}`] = audit.layoutShift;
    machine.push({ index: audit.benchmarkIndex, slowdown: audit.calibrated.slowdown, busy: audit.busyShare });
  }
  measured["benchmarkIndex"] = Math.min(...machine.map(({ index }) => index));
  measured["slowdown"] = Math.max(...machine.map(({ slowdown }) => slowdown));
  measured["busyShare"] = Math.max(...machine.map(({ busy }) => busy));
  return measured;
}
