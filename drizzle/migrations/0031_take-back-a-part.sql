-- Says that the open set takes back one part of another one, which stands all the same. False when it takes back
-- something else already.
create function app.mark_revert_part(target uuid, target_part int) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update crm.change_sets c set reverts_id = target, reverts_part = target_part
  where c.workspace_id = app.workspace_id() and c.id = app.current_change_set()
    and coalesce(c.reverts_id, target) = target and coalesce(c.reverts_part, target_part) = target_part;
  return found;
end $$;
--> statement-breakpoint
revoke execute on function app.mark_revert_part(uuid, int) from public;
--> statement-breakpoint
grant execute on function app.mark_revert_part(uuid, int) to authenticated;
--> statement-breakpoint
-- As before, but that taking back a part leaves the whole standing.
create or replace function app.seal_change_set(keep_empty boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  set_id uuid := nullif(current_setting('app.change_set_id', true), '')::uuid;
  items int;
  target uuid;
  newer uuid;
  stands boolean := false;
begin
  select count(*) into items from crm.change_items i
  where i.workspace_id = app.workspace_id() and i.change_set_id = set_id;
  if items = 0 and not keep_empty then
    delete from crm.change_sets
    where workspace_id = app.workspace_id() and id = set_id and user_id = app.user_id() and status = 'open';
    perform set_config('app.change_set_id', '', true);
    return false;
  end if;
  update crm.change_sets set status = 'sealed', item_count = items, sealed_at = now()
  where workspace_id = app.workspace_id() and id = set_id and user_id = app.user_id() and status = 'open'
  returning case when reverts_part is null then reverts_id end into target;
  if not found then
    raise exception 'change set % is not open for this user', set_id using errcode = 'OC002';
  end if;
  -- What takes back a taking-back makes the first set stand again, and so on down the line.
  newer := set_id;
  while target is not null loop
    update crm.change_sets c set reverted_by_id = case when stands then null else newer end
    where c.workspace_id = app.workspace_id() and c.id = target
      and c.reverted_by_id is not distinct from case when stands then newer end
    returning c.id, case when c.reverts_part is null then c.reverts_id end into newer, target;
    exit when not found;
    stands := not stands;
  end loop;
  perform set_config('app.change_set_id', '', true);
  return true;
end $$;
