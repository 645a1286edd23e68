import type postgres from "postgres";

import type { Context } from "#server/core/index.ts";

import { connect, enterAs } from "../connections.ts";

export interface Loop {
  /** Executions per second of all connections together. */
  perSecond: number;
  p95Ms: number;
}

/** One connection's share. Null is somebody whom no policy bounds. */
export interface LoopShare {
  url: string;
  ctx: Context | null;
  query: string;
}

/**
 * A function that runs one statement again and again, parsed and planned anew each time as the app's are, and times each
 * run inside the server: what a client takes to read fifty rows would hide what the policies cost.
 */
export async function installLoop(admin: postgres.Sql): Promise<void> {
  await admin.unsafe(`
    create schema bench;
    create function bench.repeat(query text, seconds float8) returns table (runs int, elapsed_ms float8, p95_ms float8)
    language plpgsql as $$
    declare
      began timestamptz := clock_timestamp();
      started timestamptz;
      taken float8[] := '{}';
    begin
      loop
        started := clock_timestamp();
        exit when started > began + seconds * interval '1 second';
        execute query;
        taken := taken || extract(epoch from clock_timestamp() - started)::float8 * 1000;
      end loop;
      return query select cardinality(taken), extract(epoch from clock_timestamp() - began)::float8 * 1000,
        (select percentile_cont(0.95) within group (order by t) from unnest(taken) t);
    end $$;
    grant usage on schema bench to authenticated, service_role, public;
    grant execute on function bench.repeat to public;`);
}

/** Runs the shares at the same time, each on a connection of its own. */
export async function runLoops(shares: readonly LoopShare[], seconds: number): Promise<Loop> {
  const results = await Promise.all(shares.map((share) => runLoop(share, seconds)));
  return {
    perSecond: results.reduce((sum, { runs, elapsed_ms }) => sum + (runs / elapsed_ms) * 1000, 0),
    p95Ms: Math.max(...results.map((result) => result.p95_ms)),
  };
}

interface LoopResult {
  runs: number;
  elapsed_ms: number;
  p95_ms: number;
}

async function runLoop({ url, ctx, query }: LoopShare, seconds: number): Promise<LoopResult> {
  const client = connect(url);
  try {
    return await client.begin(async (tx) => {
      if (ctx) await enterAs(tx, ctx);
      const [result] = await tx<LoopResult[]>`select * from bench.repeat(${query}, ${seconds}::float8)`;
      if (!result) throw new Error("the loop gave no result");
      return result;
    });
  } finally {
    await client.end();
  }
}
