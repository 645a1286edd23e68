import { sql } from "drizzle-orm";

import type { Finding, Understood } from "#lib/schemas/whereabouts.ts";
import { dateIn } from "#lib/zone.ts";
import { step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type FileItem, readFileItems } from "../file-items.ts";
import { type ConnectionRow, uploadRow } from "../internal.ts";
import { finding } from "./finding.ts";
import { itemFinding } from "./find-mail.ts";
import { type KnownRow, knownOf } from "./known-items.ts";

export interface Asking {
  job: RunningJob;
  understood: Understood;
  connection: ConnectionRow;
  timeZone: string;
}

const itemsMax = 10;
const itemsPerStep = 2_000;

/** Reads a kept file again for what is meant: what it has of it, and what became of each here. */
export async function lookIntoFile({ job, understood, connection, timeZone }: Asking): Promise<Finding[]> {
  const upload = await step(job.ctx, ({ tx }) => uploadRow(tx, connection.id));
  const found: FileItem[] = [];
  let read = 0;
  for await (const item of readFileItems(upload, { timeZone, signal: job.signal })) {
    if (isMeant(item, understood, timeZone)) found.push(item);
    if (found.length === itemsMax) break;
    if (++read % itemsPerStep > 0) continue;
    await step(job.ctx, ({ tx }) =>
      job.checkpoint(tx, { done: item.end, total: Math.max(item.end, upload.byteSize) }),
    );
  }
  const { id, label } = connection;
  return step(job.ctx, async ({ tx }) => {
    const items = found.map(({ item }) => item);
    const known = await knownOf(tx, id, items);
    const standing = await importOf(tx, id);
    return found.map((item) => whereIs(item, known.get(item.item), { id, label, standing }));
  });
}

function isMeant(item: FileItem, { kind, value, day }: Understood, timeZone: string): boolean {
  const on = item.date ?? (item.at && dateIn(item.at, timeZone));
  if (day !== null && on !== day) return false;
  switch (kind) {
    case "message_id":
      return item.messageId === value;
    case "address":
      // Without brackets it may be a Message-ID that was pasted so.
      return item.addresses.includes(value) || item.messageId?.toLowerCase() === value;
    case "subject":
      return item.subject.toLowerCase().includes(value.toLowerCase());
  }
}

interface Standing extends Record<string, unknown> {
  id: string;
  is_moving: boolean;
}

async function importOf(tx: Tx, connectionId: string): Promise<Standing | null> {
  const [row] = await tx.execute<Standing>(sql`
    select id, status <> 'done' as is_moving from crm.sync_batches
    where connection_id = ${connectionId} and preview_id is not null and status <> 'undone' order by id desc limit 1`);
  return row ?? null;
}

interface Of {
  id: string;
  label: string;
  standing: Standing | null;
}

function whereIs(item: FileItem, row: KnownRow | undefined, { id, label, standing }: Of): Finding {
  const about = {
    subject: item.subject,
    from: item.from,
    at: item.at?.toISOString() ?? null,
    startDate: item.date,
    connectionId: id,
  };
  if (row?.interaction_id && row.status !== "failed") {
    const place = { interactionId: row.interaction_id, threadId: row.thread_id };
    return finding("here", `It stands in ${label}, and it is here.`, { ...about, ...place });
  }
  if (row) return itemFinding(row, about);
  if (standing === null)
    return finding("waiting", `It stands in ${label}, whose import is not approved.`, about);
  return standing.is_moving
    ? finding("waiting", `It stands in ${label}; its import, which is not done, brings it.`, {
        ...about,
        batchId: standing.id,
      })
    : finding("missing", `It stands in ${label}, and it is not here. Fetch it from its day there.`, about);
}
