import { sql } from "drizzle-orm";

import type { StaleChange } from "#lib/schemas/proposals.ts";
import type { Tx } from "#server/db/index.ts";

import type { StoredStep } from "./internal.ts";
import type { Approval } from "./prepare-approval.ts";
import { currentOf, readTargets, staleFields } from "./targets.ts";

interface Look {
  /** What a person has to see before anything is run. */
  changes: StaleChange[];
  /** All steps, with their targets as they are now. */
  steps: StoredStep[];
  refreshedAt: string | null;
}

/** Locks what the chosen steps aim at and compares it with what was shown. A row that is gone is left to its step. */
export async function lookAgain(tx: Tx, { steps, calls }: Approval): Promise<Look> {
  const chosen = calls.flatMap(({ index }) => steps[index] ?? []);
  const current = await readTargets(
    tx,
    chosen.flatMap(({ targets }) => targets),
    { locked: true },
  );
  const changes = new Map<string, StaleChange>();
  for (const step of chosen) {
    for (const target of step.targets) {
      const now = currentOf(current, target);
      const fields = now ? staleFields(step, target, now) : null;
      if (fields) changes.set(target.id, { table: target.table, id: target.id, fields });
    }
  }
  if (changes.size === 0) return { changes: [], steps, refreshedAt: null };
  const [clock] = await tx.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  const refreshed = steps.map((step) => ({
    ...step,
    targets: step.targets.map((target) => currentOf(current, target) ?? target),
  }));
  return { changes: [...changes.values()], steps: refreshed, refreshedAt: clock?.now ?? null };
}
