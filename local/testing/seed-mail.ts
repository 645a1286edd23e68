import { zstdCompressSync } from "node:zlib";

import { sql } from "drizzle-orm";

import { type Context, newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { inChangeSet } from "./ledger.ts";

export interface SeedMail {
  from: string;
  to: string;
  name?: string;
  subject?: string;
  body?: string;
  /** How long ago. */
  daysAgo?: number;
  direction?: "inbound" | "outbound";
  senderKind?: "own" | "person" | "newsletter" | "automated" | "list";
  audience?: "private" | "metadata" | "subject" | "workspace";
  threadId?: string;
  contactId?: string;
  attachments?: object[];
  /** The bytes as a provider gave them. */
  raw?: string;
  /** Of Gmail, by id: then that is where it came from. */
  labels?: string[];
}

/** A mailbox of the caller with these addresses of their own. */
export async function newMailbox(ctx: Context, addresses: string[], state = "active"): Promise<string> {
  const id = newId();
  await inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.connections (id, workspace_id, owner_id, audience, provider, label, addresses, state)
      values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, 'workspace', 'file', 'mail.mbox', ${`{${addresses.join(",")}}`}::text[], ${state})`),
  );
  return id;
}

/** A mail as an import writes it, without the import. */
export async function newMail(ctx: Context, mail: SeedMail): Promise<{ id: string; threadId: string }> {
  const id = newId();
  const threadId = mail.threadId ?? newId();
  const at = new Date(Date.now() - (mail.daysAgo ?? 1) * 86_400_000).toISOString();
  await inChangeSet(ctx, (tx) => write(tx, ctx, { ...mail, id, threadId, at }), "sync");
  return { id, threadId };
}

type Written = SeedMail & { id: string; threadId: string; at: string };

async function write(tx: Tx, ctx: Context, mail: Written): Promise<void> {
  const { id, threadId, at, audience = "workspace", direction = "inbound" } = mail;
  const common = sql`${ctx.workspace.id}, ${ctx.user.id}, ${audience}`;
  await tx.execute(sql`
    insert into crm.threads (id, workspace_id, owner_id, audience, first_at, last_at, message_count)
    values (${threadId}, ${common}, ${at}, ${at}, 1)
    on conflict (workspace_id, id) do update set first_at = least(threads.first_at, excluded.first_at),
      last_at = greatest(threads.last_at, excluded.last_at), message_count = threads.message_count + 1`);
  await tx.execute(sql`
    insert into crm.interactions (id, workspace_id, owner_id, audience, thread_id, kind, direction, sender_kind, occurred_at, message_key, batch_id)
    values (${id}, ${common}, ${threadId}, 'email', ${direction}, ${mail.senderKind ?? "person"}, ${at}, ${id}, ${newId()})`);
  for (const [role, address] of [
    ["from", mail.from],
    ["to", mail.to],
  ] as const) {
    const contactId = (role === "from") === (direction === "inbound") ? (mail.contactId ?? null) : null;
    await tx.execute(sql`
      insert into crm.interaction_participants (id, workspace_id, owner_id, audience, interaction_id, contact_id, role, address, name, occurred_at)
      values (${newId()}, ${common}, ${id}, ${contactId}, ${role}, ${address}, ${role === "from" ? (mail.name ?? null) : null}, ${at})`);
  }
  const body = mail.body ?? "Good morning.";
  await tx.execute(sql`
    insert into crm.interaction_contents (id, workspace_id, owner_id, audience, interaction_id, subject, snippet, body, quoted, signature, attachments, warnings)
    values (${newId()}, ${common}, ${id}, ${mail.subject ?? "Hello"}, ${body.slice(0, 100)}, ${body}, '', '',
      ${JSON.stringify(mail.attachments ?? [])}::jsonb, '{}')`);
  if (mail.raw !== undefined || mail.labels) await writeRaw(tx, ctx, mail);
}

async function writeRaw(
  tx: Tx,
  ctx: Context,
  { id, audience = "workspace", raw = "", labels }: Written,
): Promise<void> {
  const common = sql`${ctx.workspace.id}, ${ctx.user.id}, ${audience}`;
  const [connectionId, batchId] = [newId(), newId()];
  await tx.execute(sql`
    insert into crm.connections (id, workspace_id, owner_id, audience, provider, label, addresses)
    values (${connectionId}, ${common}, 'file', 'raw.mbox', '{}')`);
  await tx.execute(sql`
    insert into crm.sync_batches (id, workspace_id, owner_id, audience, connection_id)
    values (${batchId}, ${common}, ${connectionId})`);
  await tx.execute(sql`
    insert into crm.raw_events (id, workspace_id, owner_id, audience, connection_id, batch_id, source, provider_item_id, interaction_id, status, byte_size, labels, encoding, payload)
    values (${newId()}, ${common}, ${connectionId}, ${batchId}, ${labels ? "gmail" : "file"}, '0', ${id}, 'stored', ${raw.length},
      ${`{${(labels ?? []).join(",")}}`}::text[], 'zstd',
      decode(${zstdCompressSync(Buffer.from(raw)).toString("base64")}, 'base64'))`);
}
