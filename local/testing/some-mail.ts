import { sql } from "drizzle-orm";

import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { inChangeSet } from "./ledger.ts";

/** A mail of each of the people of random-edits.ts to the next, with what its signature says. */
export async function addSomeMail(ctx: Context): Promise<void> {
  const own = sql`${ctx.workspace.id}, ${ctx.user.id}, 'private'`;
  const [thread, batch] = [newId(), newId()];
  await inChangeSet(
    ctx,
    async (tx) => {
      await tx.execute(
        sql`insert into crm.threads (id, workspace_id, owner_id, audience) values (${thread}, ${own})`,
      );
      for (let person = 0; person < 5; person++) {
        const mail = newId();
        const at = sql`timestamptz '2026-01-01' + ${person} * interval '1 day'`;
        const [from, to] = [person, (person + 1) % 5].map((number) => `person${number}@people.example`);
        await tx.execute(sql`
          insert into crm.interactions (id, workspace_id, owner_id, audience, thread_id, kind, direction, sender_kind, occurred_at, message_key, batch_id)
          values (${mail}, ${own}, ${thread}, 'email', 'inbound', 'person', ${at}, ${`mail ${person}`}, ${batch})`);
        await tx.execute(sql`
          insert into crm.interaction_participants (id, workspace_id, owner_id, audience, interaction_id, role, address, occurred_at)
          values (${newId()}, ${own}, ${mail}, 'from', ${from}, ${at}), (${newId()}, ${own}, ${mail}, 'to', ${to}, ${at})`);
        await tx.execute(sql`
          insert into crm.signature_findings (id, workspace_id, owner_id, audience, interaction_id, address, kind, value, quote, occurred_at)
          select gen_random_uuid(), ${own}, ${mail}, ${from}, f.kind, f.value, f.value, ${at}
          from (values ('title', 'Director'), ('company', 'Acme'), ('phone', '+49301234567')) as f (kind, value)`);
      }
    },
    "sync",
  );
}

/**
 * Whose mail is whose, and how often and when each was met, of the contacts that are not in the bin: what belongs to one
 * there follows its address once another has had it.
 */
export async function dumpMail(ctx: Context): Promise<{ links: string[]; stats: string[] }> {
  const { client } = systemPool();
  const links = await client<{ row: string }[]>`
    select concat_ws(' ', i.message_key, p.role, p.address, c.id) as row
    from crm.interaction_participants p join crm.interactions i on i.id = p.interaction_id
      left join crm.contacts c on c.id = p.contact_id and c.deleted_at is null
    where p.workspace_id = ${ctx.workspace.id} order by 1`;
  const stats = await client<{ row: string }[]>`
    select (to_jsonb(s) - 'id' - 'created_at' - 'updated_at')::text as row
    from crm.contact_stats s join crm.contacts c on c.id = s.contact_id and c.deleted_at is null
    where s.workspace_id = ${ctx.workspace.id} order by s.contact_id`;
  return { links: links.map(({ row }) => row), stats: stats.map(({ row }) => row) };
}
