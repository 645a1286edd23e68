import { sql } from "drizzle-orm";

import type { Job } from "#lib/schemas/jobs.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  job_id: string;
  label: string;
  connection_id: string;
  batch_id: string | null;
}

export type JobSubjects = ReadonlyMap<string, Job["about"]>;

/** By job, the account or file it works on: its payload names it, or the preview or import that is of one. */
export async function subjectsOf(tx: Tx, ids: readonly string[]): Promise<JobSubjects> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select j.id as job_id, c.id as connection_id, c.label, b.id as batch_id
    from crm.jobs j
      left join crm.sync_batches b on b.id = (j.payload ->> 'batchId')::uuid
      left join crm.previews p on p.id = (j.payload ->> 'previewId')::uuid
      join crm.connections c
        on c.id = coalesce((j.payload ->> 'connectionId')::uuid, b.connection_id, p.connection_id)
    where j.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map(
    rows.map(({ job_id, label, connection_id, batch_id }) => [
      job_id,
      { label, connectionId: connection_id, batchId: batch_id },
    ]),
  );
}
