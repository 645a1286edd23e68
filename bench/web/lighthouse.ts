import { median } from "../statistics.ts";

import { untilQuiet, wordsOfLoad } from "./quiet.ts";
import { slowdownFor } from "./slowdown.ts";

export interface Audit {
  /** Of 100 each. */
  performance: number;
  accessibility: number;
  bestPractices: number;
  largestContentfulPaintMs: number;
  blockingMs: number;
  layoutShift: number;
  /** Lighthouse's own measure of the machine. */
  benchmarkIndex: number;
  /** How many times slower the simulated phone is than this machine. */
  slowdown: number;
  /** Share of the machine that was at other work when the run began. */
  busyShare: number;
}

/** Of Lighthouse as it comes: how much slower it takes a phone to be than any machine. */
const ownSlowdown = 4;

export interface Audits extends Audit {
  /** Its performance, and the slowdown, for a phone that is as fast as Lighthouse means wherever it is simulated. */
  calibrated: { performance: number; slowdown: number };
}

interface AuditSpec {
  url: string;
  /** Null for somebody who is not signed in. */
  cookie: string | null;
  /** Of a running browser. */
  port: number;
  runs: number;
  say: (sentence: string) => void;
}

/**
 * Lighthouse's simulated phone as it comes, the median of each figure over some runs; null, and said, where a page cannot
 * be read. Each run is followed by one that is slowed down by what this machine can do: a fast one is slowed down by more.
 */
export async function auditPage({ runs, ...spec }: AuditSpec): Promise<Audits | null> {
  const audits: Audit[] = [];
  const calibrated: Audit[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      audits.push(await auditOnce({ ...spec, slowdown: ownSlowdown }));
      const known = [...audits, ...calibrated].map((audit) => audit.benchmarkIndex);
      calibrated.push(await auditOnce({ ...spec, slowdown: slowdownFor(median(known)) }));
    }
  } catch (error) {
    spec.say(`  ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const of = (key: keyof Audit) => median(audits.map((audit) => audit[key]));
  return {
    performance: of("performance"),
    accessibility: of("accessibility"),
    bestPractices: of("bestPractices"),
    largestContentfulPaintMs: of("largestContentfulPaintMs"),
    blockingMs: of("blockingMs"),
    layoutShift: of("layoutShift"),
    benchmarkIndex: of("benchmarkIndex"),
    slowdown: of("slowdown"),
    busyShare: of("busyShare"),
    calibrated: {
      performance: median(calibrated.map((audit) => audit.performance)),
      slowdown: median(calibrated.map((audit) => audit.slowdown)),
    },
  };
}

/** Lighthouse's own for a phone: a setting of one part has to name them all. */
const slowFourG = {
  rttMs: 150,
  throughputKbps: 1_638.4,
  requestLatencyMs: 562.5,
  downloadThroughputKbps: 1_474.56,
  uploadThroughputKbps: 675,
};

interface RunSpec extends Omit<AuditSpec, "runs"> {
  slowdown: number;
}

async function auditOnce({ url, cookie, port, slowdown, say }: RunSpec): Promise<Audit> {
  // Half a second to load: only who runs this bench waits for it.
  const { default: lighthouse } = await import("lighthouse");
  const busyShare = await untilQuiet();
  const result = await lighthouse(url, {
    port,
    logLevel: "silent",
    throttling: { ...slowFourG, cpuSlowdownMultiplier: slowdown },
    onlyCategories: ["performance", "accessibility", "best-practices"],
    ...(cookie === null ? {} : { extraHeaders: { cookie } }),
  });
  if (!result || result.lhr.runtimeError) {
    throw new Error(`Lighthouse could not read ${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
  }
  const { lhr } = result;
  if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} led Lighthouse to ${lhr.finalDisplayedUrl}`);
  const score = (category: string) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const value = (audit: string) => lhr.audits[audit]?.numericValue ?? Number.NaN;
  const audit = {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    largestContentfulPaintMs: value("largest-contentful-paint"),
    blockingMs: value("total-blocking-time"),
    layoutShift: value("cumulative-layout-shift"),
    benchmarkIndex: lhr.environment.benchmarkIndex,
    slowdown,
    busyShare,
  };
  say(
    `  ${new URL(url).pathname}, ${slowdown.toFixed(1)} times slower: ${wordsOf(audit)}; ${wordsOfLoad(busyShare)}`,
  );
  const failed = Object.values(lhr.audits).filter(
    ({ id, score: one, scoreDisplayMode }) =>
      one === 0 && scoreDisplayMode === "binary" && isCounted(lhr, id),
  );
  for (const { id, title } of failed) say(`    ${id}: ${title}`);
  return audit;
}

interface Categories {
  categories: Record<string, { auditRefs: { id: string; weight: number }[] }>;
}

const isCounted = ({ categories }: Categories, id: string): boolean =>
  Object.values(categories).some(({ auditRefs }) => auditRefs.some((ref) => ref.id === id && ref.weight > 0));

const wordsOf = (audit: Audit): string =>
  `performance ${String(audit.performance)}, accessibility ${String(audit.accessibility)}, ` +
  `best practices ${String(audit.bestPractices)}; LCP ${audit.largestContentfulPaintMs.toFixed(0)} ms, ` +
  `TBT ${audit.blockingMs.toFixed(0)} ms, CLS ${audit.layoutShift.toFixed(3)}`;
