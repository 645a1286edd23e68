import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import type { ProposalEffect } from "#lib/schemas/proposals.ts";
import { isoOrNull } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  change_set_id: string | null;
  operation: string;
  part: number | null;
  status: "waiting" | "done" | "failed" | "cancelled";
  response: unknown;
  held_until: string | null;
  begun: boolean;
  job_id: string | null;
  is_pending: boolean;
}

const Refused = z.object({ error: z.object({ message: z.string() }) });

/** How the caller's own effects of these change sets stand, by change set. */
export async function effectsOfChangeSets(
  tx: Tx,
  changeSetIds: readonly string[],
): Promise<Map<string, ProposalEffect[]>> {
  if (changeSetIds.length === 0) return new Map();
  const rows = await read(tx, sql`e.change_set_id = any(${`{${changeSetIds.join(",")}}`}::uuid[])`);
  const found = new Map<string, ProposalEffect[]>();
  for (const row of rows) {
    const key = row.change_set_id ?? "";
    found.set(key, [...(found.get(key) ?? []), standing(row)]);
  }
  return found;
}

/** How one of the caller's own effects stands; null where there is none. */
export async function effectStanding(tx: Tx, id: string): Promise<ProposalEffect | null> {
  const [row] = await read(tx, sql`e.id = ${id}`);
  return row ? standing(row) : null;
}

const read = (tx: Tx, where: SQL): Promise<readonly Row[]> =>
  tx.execute<Row>(sql`
    select e.id, e.change_set_id, e.operation, e.part, e.status, e.response, e.held_until, e.begun_at is not null as begun,
      j.id as job_id, coalesce(j.status in ('queued', 'running', 'paused'), false) as is_pending
    from crm.effects e left join lateral (
      select id, status from crm.jobs j
      where j.workspace_id = e.workspace_id and j.change_set_id = e.change_set_id
        and j.kind = 'effects.perform' and j.key = e.id::text
      order by j.id desc limit 1) j on true
    where ${where}
    order by e.id`);

const standing = (row: Row): ProposalEffect => ({
  effectId: row.id,
  operation: row.operation,
  step: row.part ?? 0,
  state: stateOf(row),
  error: Refused.safeParse(row.response).data?.error.message ?? null,
  heldUntil: isoOrNull(row.held_until),
  jobId: row.job_id,
});

function stateOf({ status, is_pending, held_until, begun }: Row): ProposalEffect["state"] {
  switch (status) {
    case "done":
      return "done";
    case "cancelled":
      return "takenBack";
    case "waiting":
    case "failed":
      if (!is_pending) return "failed";
      // Also what was refused in so many words, and waits until it is tried again.
      return held_until !== null && !begun ? "held" : "sending";
  }
}
