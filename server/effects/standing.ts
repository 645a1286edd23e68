import { sql } from "drizzle-orm";
import { z } from "zod";

import type { ProposalEffect } from "#lib/schemas/proposals.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  change_set_id: string;
  operation: string;
  status: "waiting" | "done" | "failed" | "cancelled";
  response: unknown;
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
  const rows = await tx.execute<Row>(sql`
    select e.change_set_id, e.operation, e.status, e.response, j.id as job_id,
      coalesce(j.status in ('queued', 'running', 'paused'), false) as is_pending
    from crm.effects e left join lateral (
      select id, status from crm.jobs j
      where j.workspace_id = e.workspace_id and j.change_set_id = e.change_set_id
        and j.kind = 'effects.perform' and j.key = e.id::text
      order by j.id desc limit 1) j on true
    where e.change_set_id = any(${`{${changeSetIds.join(",")}}`}::uuid[])
    order by e.id`);
  const found = new Map<string, ProposalEffect[]>();
  for (const row of rows) {
    const error = Refused.safeParse(row.response).data?.error.message ?? null;
    const effect = { operation: row.operation, state: stateOf(row), error, jobId: row.job_id };
    found.set(row.change_set_id, [...(found.get(row.change_set_id) ?? []), effect]);
  }
  return found;
}

function stateOf({ status, is_pending }: Row): ProposalEffect["state"] {
  switch (status) {
    case "done":
      return "done";
    case "cancelled":
      return "takenBack";
    case "waiting":
    case "failed":
      return is_pending ? "sending" : "failed";
  }
}
