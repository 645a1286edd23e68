import type { Context } from "#server/core/index.ts";

import { noiseOf, type Ratio, ratesOf, ratioOf, runRounds } from "../rounds.ts";
import type { BenchServices } from "../services.ts";
import { median } from "../statistics.ts";
import { boundByHand, captureListQuery, type Sort } from "./list-query.ts";
import { type LoopShare, runLoops } from "./server-loop.ts";

const secondsEach = 0.5;

export interface Compared {
  /** Under row level security, over the same without. */
  ratio: Ratio;
  /** How much longer the deep page takes than the first. */
  deepOverFirst: number;
  noise: number;
  perSecond: number;
  p95Ms: number;
}

interface Comparison {
  services: BenchServices;
  /** One connection each. */
  owners: readonly Context[];
  sort: Sort;
  /** Of each owner's own deep page. */
  cursors: readonly string[];
  rounds: number;
}

/** First page under policies, the same by hand, a deep page under policies: in turn, each on all connections at once. */
export async function compare({ services, owners, sort, cursors, rounds }: Comparison): Promise<Compared> {
  const { appUrl, systemUrl } = services.postgres;
  const first: LoopShare[] = [];
  const byHand: LoopShare[] = [];
  const deep: LoopShare[] = [];
  for (const [index, ctx] of owners.entries()) {
    const query = await captureListQuery(systemUrl, ctx, sort);
    first.push({ url: appUrl, ctx, query });
    byHand.push({ url: systemUrl, ctx: null, query: boundByHand(query, ctx.workspace.id) });
    deep.push({ url: appUrl, ctx, query: await captureListQuery(systemUrl, ctx, sort, cursors[index]) });
  }
  const p95Ms: number[] = [];
  const arms = {
    async first() {
      const loop = await runLoops(first, secondsEach);
      p95Ms.push(loop.p95Ms);
      return loop.perSecond;
    },
    byHand: async () => (await runLoops(byHand, secondsEach)).perSecond,
    deep: async () => (await runLoops(deep, secondsEach)).perSecond,
  };
  const measured = await runRounds({ arms, rounds });
  return {
    ratio: ratioOf(measured, "first", "byHand"),
    deepOverFirst: ratioOf(measured, "first", "deep").median,
    noise: noiseOf(measured),
    perSecond: median(ratesOf(measured, "first")),
    p95Ms: median(p95Ms.slice(1)),
  };
}
