import { sql } from "drizzle-orm";

import type { WaitingPreview } from "#lib/schemas/sync.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface WaitingRow extends Record<string, unknown> {
  id: string;
  connectionId: string;
  label: string;
  source: WaitingPreview["source"];
  status: WaitingPreview["status"];
  created_at: string;
}

export type WaitingOfConnection = WaitingPreview & { connectionId: string; label: string };

/**
 * Somebody's previews that were made and left: of each source of a connection the newest, where no import was approved
 * since. Newest first.
 */
export async function waitingPreviews(tx: Tx, userId: string): Promise<WaitingOfConnection[]> {
  const rows = await tx.execute<WaitingRow>(sql`
    select * from (
      select distinct on (p.connection_id, p.source) p.id, p.connection_id as "connectionId", coalesce(k.account, k.label) as label,
        p.source, p.status, p.created_at
      from crm.previews p
      join crm.connections k on k.workspace_id = p.workspace_id and k.id = p.connection_id
      left join crm.jobs j on j.workspace_id = p.workspace_id and j.id = p.job_id
      where p.owner_id = ${userId} and not k.removed and k.state = 'active'
        and ((p.status = 'ready' and p.result is not null)
          or (p.status = 'pending' and j.status in ('queued', 'running', 'paused')))
        and not exists (select 1 from crm.sync_batches b where b.workspace_id = p.workspace_id
          and b.connection_id = p.connection_id and b.source = p.source
          and (b.preview_id = p.id or (b.preview_id is not null and b.created_at > p.created_at)))
      order by p.connection_id, p.source, p.id desc
    ) newest order by id desc`);
  return rows.map(({ created_at: createdAt, ...row }) => ({ ...row, createdAt: toIso(createdAt) }));
}
