import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { textArray } from "../rows.ts";
import { factsOf } from "../selection.ts";
import type { HeaderMessage } from "../mail/index.ts";

/** Those of these addresses that the owner has written to, in mail that is stored. */
export async function writtenTo(tx: Tx, ownerId: string, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await tx.execute<{ address: string }>(sql`
    select distinct p.address from crm.interaction_participants p
      join crm.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
    where p.address = any(${textArray(addresses)}) and p.owner_id = ${ownerId} and p.role in ('to', 'cc', 'bcc')
      and i.direction = 'outbound' and i.kind = 'email'`);
  return new Set(rows.map((row) => row.address));
}

/** Everybody whom these messages of one's own went to. */
export function recipientsOf(messages: Iterable<HeaderMessage>, own: ReadonlySet<string>): Set<string> {
  const written = new Set<string>();
  for (const message of messages) {
    const { sender, others } = factsOf(message);
    if (sender === null || !own.has(sender)) continue;
    for (const address of others) if (!own.has(address)) written.add(address);
  }
  return written;
}
