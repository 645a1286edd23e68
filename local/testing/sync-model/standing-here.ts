import { systemPool } from "#server/db/index.ts";

import type { Standing } from "./oracle.ts";

interface MailRow {
  subject: string;
  thread_id: string;
}

/** What stands here of one connection, in the oracle's words. `tag` is in every address that only this account knows. */
export async function standingHere(connectionId: string, tag: string): Promise<Standing> {
  const { client } = systemPool();
  const mails = await client<MailRow[]>`
    select distinct i.id, c.subject, i.thread_id from crm.raw_events r
      join crm.interactions i on i.workspace_id = r.workspace_id and i.id = r.interaction_id
      join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
    where r.connection_id = ${connectionId} and r.source = 'gmail'`;
  const raw = await client<{ item: string; labels: string[] }[]>`
    select provider_item_id as item, labels from crm.raw_events
    where connection_id = ${connectionId} and source = 'gmail' and removed_at is null`;
  const people = await client<{ address: string; wrote: number | null; received: number | null }[]>`
    select c.primary_email as address, s.inbound_count as wrote, s.outbound_count as received from crm.contacts c
      left join crm.contact_stats s on s.workspace_id = c.workspace_id and s.contact_id = c.id
    where c.primary_email like ${`m%.${tag}@%`}`;
  const events = await client<
    {
      id: string;
      title: string;
      start_at: string;
      status: string;
      series: string | null;
      people: string[] | null;
    }[]
  >`
    select e.provider_event_id as id, c.subject as title, e.start_at, e.status, e.series_event_id as series,
      (select array_agg(distinct p.address) from crm.interaction_participants p
        where p.workspace_id = e.workspace_id and p.interaction_id = e.interaction_id) as people
    from crm.calendar_events e
      join crm.interaction_contents c on c.workspace_id = e.workspace_id and c.interaction_id = e.interaction_id
    where e.connection_id = ${connectionId}`;
  const takesPlace = new Set(events.filter(({ status }) => status !== "cancelled").map(({ id }) => id));
  return {
    mails: mails.map(({ subject }) => subject).sort(),
    labels: raw.map(({ item, labels }) => [item, ...labels.toSorted()].join(" ")).sort(),
    threads: [...Map.groupBy(mails, ({ thread_id }) => thread_id).values()]
      .map((group) =>
        group
          .map(({ subject }) => subject)
          .sort()
          .join("|"),
      )
      .sort(),
    people: people.map(({ address, wrote, received }) => `${address} ${wrote ?? 0}/${received ?? 0}`).sort(),
    events: events
      .flatMap(({ id, title, start_at: start, status, series, people: who }) => {
        if (status === "cancelled")
          return series !== null && takesPlace.has(series) ? [`${id} called off`] : [];
        return [`${id} ${title} ${new Date(start).toISOString()} ${(who ?? []).sort().join(",")}`];
      })
      .sort(),
  };
}
