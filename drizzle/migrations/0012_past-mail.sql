-- An address that is given to a contact brings the mail and meetings it took part in, and takes them along when it goes,
-- however it comes or goes: by hand, by an import, by a revert, with a contact that leaves or comes back. Mail that the
-- caller may not see follows too: it is its owner who looks at it. What belongs to a contact that has the address still
-- stays there; what belongs to one in the bin stays until another takes the address.
create function app.link_mail(addresses text[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  touched uuid[];
begin
  with rightful as (
    select p.id, p.contact_id as earlier, (
      select i.contact_id from crm.contact_identities i
      where i.workspace_id = p.workspace_id and i.kind = 'email' and i.value = p.address and i.deleted_at is null
        and (i.audience <> 'private' or i.owner_id = p.owner_id)
      order by i.audience = 'private', i.id limit 1) as live
    from crm.interaction_participants p
    where p.workspace_id = app.workspace_id() and p.address = any (addresses)
      and not exists (select 1 from crm.contact_identities h where h.workspace_id = p.workspace_id and h.contact_id = p.contact_id
        and h.kind = 'email' and h.value = p.address and h.deleted_at is null)
      -- One's own addresses meet nobody, also where they have a contact.
      and not exists (select 1 from crm.connections c where c.workspace_id = p.workspace_id and c.owner_id = p.owner_id
        and p.address = any (c.addresses))
  ), moved as (
    update crm.interaction_participants p set contact_id = r.live
    from rightful r
    where p.workspace_id = app.workspace_id() and p.id = r.id and r.live is distinct from r.earlier
      and (r.live is not null or not exists (select 1 from crm.contact_identities b where b.workspace_id = p.workspace_id
        and b.contact_id = r.earlier and b.kind = 'email' and b.value = p.address))
    returning r.earlier, r.live
  )
  select array_agg(distinct c.id) into touched
  from moved m cross join lateral (values (m.earlier), (m.live)) as c(id)
  where c.id is not null and exists (select 1 from crm.contacts o where o.workspace_id = app.workspace_id() and o.id = c.id);
  if touched is not null then
    perform app.count_mail(touched);
  end if;
end $$;

-- First and last touch and counts of these contacts, for each owner of mail by itself. A meeting to come touches nobody yet.
create function app.count_mail(contact_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with seen as (
    select p.contact_id, p.owner_id, p.interaction_id, p.occurred_at, bool_or(p.role = 'from') as wrote,
      bool_or(p.role in ('to', 'cc', 'bcc')) as received
    from crm.interaction_participants p
    where p.workspace_id = app.workspace_id() and p.contact_id = any (contact_ids)
      and (p.role not in ('organizer', 'attendee') or p.occurred_at <= now())
    group by p.contact_id, p.owner_id, p.interaction_id, p.occurred_at
  ), counted as (
    insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, last_inbound_at,
      last_outbound_at, inbound_count, outbound_count)
    select gen_random_uuid(), app.workspace_id(), s.owner_id, 'private', s.contact_id, min(s.occurred_at), max(s.occurred_at),
      max(s.occurred_at) filter (where s.wrote), max(s.occurred_at) filter (where s.received and not s.wrote),
      count(*) filter (where s.wrote), count(*) filter (where s.received and not s.wrote)
    from seen s group by s.contact_id, s.owner_id
    on conflict (workspace_id, contact_id, owner_id) do update set first_at = excluded.first_at, last_at = excluded.last_at,
      last_inbound_at = excluded.last_inbound_at, last_outbound_at = excluded.last_outbound_at,
      inbound_count = excluded.inbound_count, outbound_count = excluded.outbound_count
    returning contact_id, owner_id
  )
  delete from crm.contact_stats t
  where t.workspace_id = app.workspace_id() and t.contact_id = any (contact_ids)
    and (t.contact_id, t.owner_id) not in (select c.contact_id, c.owner_id from counted c);
end $$;

create function app.identities_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  addresses text[];
begin
  case tg_op
    when 'INSERT' then
      select array_agg(distinct n.value) into addresses from new_rows n where n.kind = 'email';
    when 'DELETE' then
      select array_agg(distinct o.value) into addresses from old_rows o where o.kind = 'email';
    else
      select array_agg(distinct c.value) into addresses
      from old_rows o join new_rows n using (workspace_id, id) cross join lateral (values (o.value), (n.value)) as c(value)
      where n.kind = 'email' and (o.value, o.contact_id, o.deleted_at is null, o.audience, o.owner_id)
        is distinct from (n.value, n.contact_id, n.deleted_at is null, n.audience, n.owner_id);
  end case;
  if addresses is not null then
    perform app.link_mail(addresses);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger link_mail_insert after insert on crm.contact_identities referencing new table as new_rows
  for each statement execute function app.identities_changed();
create trigger link_mail_update after update on crm.contact_identities referencing old table as old_rows new table as new_rows
  for each statement execute function app.identities_changed();
create trigger link_mail_delete after delete on crm.contact_identities referencing old table as old_rows
  for each statement execute function app.identities_changed();
--> statement-breakpoint
revoke execute on function app.link_mail(text[]), app.count_mail(uuid[]), app.identities_changed() from public;
