-- Claims, the ledger's functions and app.protect(). Tables follow in the next migration: bodies in plpgsql are bound late.
create schema app;
grant usage on schema app to public;
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gin with schema extensions;
--> statement-breakpoint

-- The claims of the transaction. Policies compare columns with (select app.…()), so each is read once per query.
create function app.workspace_id() returns uuid language sql stable as
$$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'workspace_id')::uuid $$;
create function app.user_id() returns uuid language sql stable as
$$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
create function app.member_role() returns text language sql stable as
$$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'member_role' $$;
create function app.can_write() returns boolean language sql stable as
$$ select coalesce(app.member_role() in ('owner', 'admin', 'member'), false) $$;
create function app.is_admin() returns boolean language sql stable as
$$ select coalesce(app.member_role() in ('owner', 'admin'), false) $$;
--> statement-breakpoint

-- Verifies the membership and answers the claims: the first statement of every transaction sets what this returns.
create function app.claims_for(target_user uuid, target_workspace uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  found_role text;
begin
  select m.role into found_role from crm.members m
  where m.workspace_id = target_workspace and m.user_id = target_user;
  if found_role is null then
    raise exception 'not a member of this workspace' using errcode = 'OC001';
  end if;
  return jsonb_build_object(
    'role', 'authenticated', 'sub', target_user, 'workspace_id', target_workspace, 'member_role', found_role);
end $$;
--> statement-breakpoint

-- Change sets ------------------------------------------------------------------------------------------------------

create function app.open_change_set(
  set_id uuid, set_operation text, set_kind text, set_actor jsonb, set_reason jsonb, set_request_id text,
  set_reverts_id uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- What is more than an edit of one's own changes how others' rows and sets are judged.
  if set_kind <> 'edit' and not app.can_write() then
    raise exception 'a viewer opens no % change set', set_kind using errcode = '42501';
  end if;
  insert into crm.change_sets (id, workspace_id, user_id, operation, kind, status, actor, reason, request_id, reverts_id)
  values (set_id, app.workspace_id(), app.user_id(), set_operation, set_kind, 'open', set_actor, set_reason,
    set_request_id, set_reverts_id);
  perform set_config('app.change_set_id', set_id::text, true);
  perform set_config('app.change_set_kind', set_kind, true);
end $$;

-- A sync's set spans transactions: each later one joins it again.
create function app.join_change_set(set_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  found_kind text;
begin
  select c.kind into found_kind from crm.change_sets c
  where c.workspace_id = app.workspace_id() and c.id = set_id and c.user_id = app.user_id() and c.status = 'open';
  if found_kind is null then
    raise exception 'change set % is not open for this user', set_id using errcode = 'OC002';
  end if;
  perform set_config('app.change_set_id', set_id::text, true);
  perform set_config('app.change_set_kind', found_kind, true);
end $$;

-- Two who take back the same set wait for each other here.
create function app.lock_change_set(target uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from crm.change_sets c where c.workspace_id = app.workspace_id() and c.id = target for update;
end $$;

-- Says that the open set takes back another one. False when it takes back a different one already.
create function app.mark_revert(target uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update crm.change_sets c set reverts_id = target
  where c.workspace_id = app.workspace_id() and c.id = app.current_change_set() and coalesce(c.reverts_id, target) = target;
  return found;
end $$;

-- Seals the current set. A set without items is dropped unless it is to be kept as evidence; answers whether it stays.
create function app.seal_change_set(keep_empty boolean) returns boolean
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
  returning reverts_id into target;
  if not found then
    raise exception 'change set % is not open for this user', set_id using errcode = 'OC002';
  end if;
  -- What takes back a taking-back makes the first set stand again, and so on down the line.
  newer := set_id;
  while target is not null loop
    update crm.change_sets c set reverted_by_id = case when stands then null else newer end
    where c.workspace_id = app.workspace_id() and c.id = target
      and c.reverted_by_id is not distinct from case when stands then newer end
    returning c.id, c.reverts_id into newer, target;
    exit when not found;
    stands := not stands;
  end loop;
  perform set_config('app.change_set_id', '', true);
  return true;
end $$;

-- The open set that a write belongs to; raises where there is none, or where it is another's.
create function app.current_change_set() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  set_id uuid := nullif(current_setting('app.change_set_id', true), '')::uuid;
begin
  if set_id is null then
    raise exception 'a write needs an open change set' using errcode = 'OC002';
  end if;
  perform 1 from crm.change_sets c
  where c.workspace_id = app.workspace_id() and c.id = set_id and c.user_id = app.user_id() and c.status = 'open';
  if not found then
    raise exception 'change set % is not open for this user', set_id using errcode = 'OC002';
  end if;
  return set_id;
end $$;
--> statement-breakpoint

-- Triggers of ledgered tables -------------------------------------------------------------------------------------
-- Instants stand in UTC in before and after, whatever the session's zone, so that a revert may compare them as text.

create function app.item_digest(salt uuid, before jsonb, after jsonb) returns bytea language sql immutable as
$$ select sha256(convert_to(salt::text || coalesce(before::text, '') || coalesce(after::text, ''), 'UTF8')) $$;

create function app.ledger_insert() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  set_id uuid := app.current_change_set();
begin
  if exists (select 1 from new_rows n where n.workspace_id is distinct from app.workspace_id()) then
    raise exception 'a change set writes in its own workspace only' using errcode = 'OC002';
  end if;
  insert into crm.change_items (id, workspace_id, change_set_id, seq, table_name, row_id, op, after, version, owner_id, audience, salt, digest)
  select gen_random_uuid(), r.workspace_id, set_id, nextval('crm.change_item_seq'), tg_table_name, r.id, 'I', r.after, r.version,
    (r.after ->> 'owner_id')::uuid, coalesce(r.after ->> 'audience', 'workspace'), r.salt,
    app.item_digest(r.salt, null, r.after)
  from (select n.workspace_id, n.id, n.version, to_jsonb(n) as after, gen_random_uuid() as salt from new_rows n) r;
  return null;
end $$;

create function app.ledger_delete() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  set_id uuid := app.current_change_set();
begin
  if exists (select 1 from old_rows o where o.workspace_id is distinct from app.workspace_id()) then
    raise exception 'a change set writes in its own workspace only' using errcode = 'OC002';
  end if;
  insert into crm.change_items (id, workspace_id, change_set_id, seq, table_name, row_id, op, before, version, owner_id, audience, salt, digest)
  select gen_random_uuid(), r.workspace_id, set_id, nextval('crm.change_item_seq'), tg_table_name, r.id, 'D', r.before, r.version,
    (r.before ->> 'owner_id')::uuid, coalesce(r.before ->> 'audience', 'workspace'), r.salt,
    app.item_digest(r.salt, r.before, null)
  from (select o.workspace_id, o.id, o.version, to_jsonb(o) as before, gen_random_uuid() as salt from old_rows o) r;
  return null;
end $$;

create function app.ledger_update() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  set_id uuid := app.current_change_set();
begin
  if exists (select 1 from new_rows n where n.workspace_id is distinct from app.workspace_id())
    or (select count(*) from new_rows) <> (select count(*) from new_rows n join old_rows o using (workspace_id, id)) then
    raise exception 'a change set writes in its own workspace only, and keys do not change' using errcode = 'OC002';
  end if;
  insert into crm.change_items (id, workspace_id, change_set_id, seq, table_name, row_id, op, before, after, version, owner_id, audience, salt, digest)
  select gen_random_uuid(), r.workspace_id, set_id, nextval('crm.change_item_seq'), tg_table_name, r.id, 'U', d.before, d.after, r.version,
    (r.new_row ->> 'owner_id')::uuid, coalesce(r.new_row ->> 'audience', 'workspace'), r.salt,
    app.item_digest(r.salt, d.before, d.after)
  from (
    select n.workspace_id, n.id, n.version, to_jsonb(o) as old_row, to_jsonb(n) as new_row, gen_random_uuid() as salt
    from new_rows n join old_rows o using (workspace_id, id)
  ) r
  cross join lateral (
    select jsonb_object_agg(b.key, b.value) as before, jsonb_object_agg(b.key, r.new_row -> b.key) as after
    from jsonb_each(r.old_row) b where b.value is distinct from r.new_row -> b.key
  ) d
  where d.before is not null;
  return null;
end $$;

-- Only a person's change raises the version. A revert puts updated_at back to what it was.
create function app.ledger_touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  if coalesce(current_setting('app.reverting', true), '') = 'on' then
    new.version := old.version + 1;
  elsif current_setting('app.change_set_kind', true) = 'sync' then
    new.version := old.version;
    new.updated_at := old.updated_at;
  elsif new is distinct from old then
    new.version := old.version + 1;
    new.updated_at := now();
  end if;
  return new;
end $$;

-- Derived rows are rebuilt rather than replayed: one item per statement tells how many rows it touched.
create function app.ledger_derived() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  touched int;
  set_id uuid;
begin
  if tg_op = 'DELETE' then select count(*) into touched from old_rows; else select count(*) into touched from new_rows; end if;
  if touched = 0 then return null; end if;
  set_id := app.current_change_set();
  insert into crm.change_items (id, workspace_id, change_set_id, seq, table_name, op, row_count, digest)
  values (gen_random_uuid(), app.workspace_id(), set_id, nextval('crm.change_item_seq'), tg_table_name, left(tg_op, 1), touched,
    app.item_digest(set_id, null, to_jsonb(touched)));
  return null;
end $$;
--> statement-breakpoint

-- app.protect: what drizzle-kit cannot emit, called once after each new table ---------------------------------------

create procedure app.protect(target text, kind text) language plpgsql as $$
declare
  verb text;
  key record;
begin
  if kind not in ('ledgered', 'derived', 'operational') then
    raise exception 'unknown kind of table: %', kind;
  end if;
  execute format('alter table crm.%I enable row level security', target);
  execute format('alter table crm.%I force row level security', target);
  execute format('revoke all on crm.%I from public, anon, authenticated', target);
  execute format('comment on table crm.%I is %L', target, 'kind: ' || kind);
  -- A verb is granted where a policy speaks of it.
  for verb in select distinct p.cmd from pg_policies p where p.schemaname = 'crm' and p.tablename = target loop
    execute format('grant %s on crm.%I to authenticated', verb, target);
  end loop;
  if kind = 'ledgered' then
    execute format('create trigger ledger_touch before update on crm.%I for each row execute function app.ledger_touch()', target);
    execute format('create trigger ledger_insert after insert on crm.%I referencing new table as new_rows for each statement execute function app.ledger_insert()', target);
    execute format('create trigger ledger_update after update on crm.%I referencing old table as old_rows new table as new_rows for each statement execute function app.ledger_update()', target);
    execute format('create trigger ledger_delete after delete on crm.%I referencing old table as old_rows for each statement execute function app.ledger_delete()', target);
    -- A revert plays items backwards and checks keys at its end.
    for key in select c.conname from pg_constraint c where c.contype = 'f' and c.conrelid = format('crm.%I', target)::regclass loop
      execute format('alter table crm.%I alter constraint %I deferrable initially immediate', target, key.conname);
    end loop;
  elsif kind = 'derived' then
    execute format('create trigger ledger_insert after insert on crm.%I referencing new table as new_rows for each statement execute function app.ledger_derived()', target);
    execute format('create trigger ledger_update after update on crm.%I referencing new table as new_rows for each statement execute function app.ledger_derived()', target);
    execute format('create trigger ledger_delete after delete on crm.%I referencing old table as old_rows for each statement execute function app.ledger_derived()', target);
    for key in select c.conname from pg_constraint c where c.contype = 'f' and c.conrelid = format('crm.%I', target)::regclass loop
      execute format('alter table crm.%I alter constraint %I deferrable initially immediate', target, key.conname);
    end loop;
  end if;
end $$;
--> statement-breakpoint

-- Revert ------------------------------------------------------------------------------------------------------------
-- With the caller's rights. A row is in conflict when what the set left there is not what stands there now.
-- `kept` is [{ table_name, row_id, columns }]: what is left alone, the whole row where columns is empty.

-- What taking the set back means for each row of a table. A row that was made and removed within the set means nothing.
create function app.revert_plan(target uuid, of_table text, kept jsonb)
returns table (row_id uuid, action text, last_version int, left_there jsonb, before jsonb, kept_columns text[])
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
declare
  -- By row: the columns that stay, none of them named where all of them do.
  kept_rows jsonb := coalesce((
    select jsonb_object_agg(r.row_id, r.columns) from (
      select k.row_id, case when bool_and(cardinality(k.columns) > 0) then jsonb_agg(c.name) else '[]' end as columns
      from jsonb_to_recordset(kept) as k(table_name text, row_id uuid, columns text[]) left join lateral unnest(k.columns) as c(name) on true
      where k.table_name = of_table group by k.row_id) r), '{}');
begin
  -- One pass without joins: a set that was written a moment ago has no statistics yet.
  return query
    select n.row_id, case when n.ops[1] = 'I' then 'delete' when n.ops[array_upper(n.ops, 1)] = 'D' then 'insert' else 'update' end,
      n.last_version,
      (select coalesce(jsonb_object_agg(e.key, e.value order by u.place), '{}')
        from unnest(n.afters) with ordinality as u(image, place) cross join lateral jsonb_each(u.image) e),
      (select coalesce(jsonb_object_agg(e.key, e.value order by u.place desc), '{}') - array['id', 'workspace_id', 'version']
        from unnest(n.befores) with ordinality as u(image, place) cross join lateral jsonb_each(u.image) e),
      array(select jsonb_array_elements_text(kept_rows -> n.row_id::text))
    from (
      select i.row_id, array_agg(i.op order by i.seq) as ops, array_agg(i.after order by i.seq) as afters,
        array_agg(i.before order by i.seq) as befores, (array_agg(i.version order by i.seq desc))[1] as last_version
      from crm.change_items i
      where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.table_name = of_table and i.row_id is not null
      group by i.row_id
    ) n
    where not (n.ops[1] = 'I' and n.ops[array_upper(n.ops, 1)] = 'D')
      and (kept_rows -> n.row_id::text) is distinct from '[]';
end $$;

-- Locks what a revert looks at, so that nobody changes it between the comparison and the playing back.
create function app.revert_lock(target uuid) returns void
language plpgsql set search_path = '' as $$
declare
  tbl text;
begin
  for tbl in select distinct i.table_name from crm.change_items i
    where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null order by 1
  loop
    execute format($sql$
      select count(*) from (
        select 1 from crm.%1$I t
        where t.workspace_id = app.workspace_id() and t.id in (
          select i.row_id from crm.change_items i
          where i.workspace_id = app.workspace_id() and i.change_set_id = $1 and i.table_name = %1$L)
        order by t.id for update) locked
    $sql$, tbl) using target;
  end loop;
end $$;

-- `whole` where the row can only be left alone as a whole; by_table and by_row name the row that explains it.
create function app.revert_conflicts(target uuid, kept jsonb default '[]')
returns table (table_name text, row_id uuid, kind text, columns text[], whole boolean, by_table text, by_row uuid)
language plpgsql stable set search_path = '' as $$
declare
  tbl text;
  verbs text[];
begin
  for tbl, verbs in select i.table_name, array_agg(distinct i.op) from crm.change_items i
    where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null group by 1 order by 1
  loop
    return query select tbl, c.* from app.revert_changed(target, tbl, kept) c;
    if verbs && array['U', 'D'] then
      return query select tbl, c.* from app.revert_taken(target, tbl, kept) c;
      return query select tbl, c.* from app.revert_missing(target, tbl, kept) c;
    end if;
    if 'I' = any (verbs) then
      return query select tbl, c.* from app.revert_referenced(target, tbl, kept) c;
    end if;
  end loop;
end $$;

-- changed, deleted and exists: the row itself is not as the set left it. A sync that fills in a new row does not count.
create function app.revert_changed(target uuid, tbl text, kept jsonb)
returns table (row_id uuid, kind text, columns text[], whole boolean, by_table text, by_row uuid)
language plpgsql stable set search_path = '' set timezone = 'UTC' as $$
begin
  return query execute format($sql$
    with standing as (
      select p.*, t.id is not null as stands, t.version, to_jsonb(t) as image
      from app.revert_plan($1, %1$L, $2) p
        left join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = p.row_id
    )
    select s.row_id, case when s.stands then 'exists' else 'deleted' end, array[]::text[], true, %1$L::text, s.row_id
    from standing s where s.action = case when s.stands then 'insert' else 'update' end
    union all
    select s.row_id, 'changed', d.columns, s.action = 'delete' or s.left_there ? 'id', %1$L, s.row_id
    from standing s cross join lateral (
      select array_agg(e.key order by e.key) as columns from jsonb_each(s.left_there) e
      where e.key not in ('version', 'updated_at') and e.key <> all (s.kept_columns)
        and s.image ? e.key and s.image -> e.key <> e.value
        and (s.action = 'update' or (
          select w.kind from crm.change_items i
            join crm.change_sets w on w.workspace_id = i.workspace_id and w.id = i.change_set_id
          where i.workspace_id = app.workspace_id() and i.row_id = s.row_id and i.table_name = %1$L and i.after ? e.key
          order by i.seq desc limit 1) is distinct from 'sync')
    ) d
    where s.stands and d.columns is not null
      and (s.action = 'update' or (s.action = 'delete' and s.version <> s.last_version))
  $sql$, tbl) using target, kept;
end $$;

-- exists: what would come back under a unique key that another row has taken meanwhile.
create function app.revert_taken(target uuid, tbl text, kept jsonb)
returns table (row_id uuid, kind text, columns text[], whole boolean, by_table text, by_row uuid)
language plpgsql stable set search_path = '' as $$
declare
  key record;
begin
  for key in
    select coalesce(pg_catalog.pg_get_expr(x.indpred, x.indrelid), 'true') as live,
      (select string_agg(format('(%s) as key_%s', pg_catalog.pg_get_indexdef(x.indexrelid, n, false), n), ', ')
        from generate_series(1, x.indnkeyatts::int) n) as key_list,
      (select string_agg(format('(%s) = k.key_%s', pg_catalog.pg_get_indexdef(x.indexrelid, n, false), n), ' and ')
        from generate_series(1, x.indnkeyatts::int) n) as same_key,
      array(select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = x.indrelid and a.attnum = any (x.indkey) and a.attname <> 'workspace_id') as columns
    from pg_catalog.pg_index x
    where x.indrelid = format('crm.%I', tbl)::regclass and x.indisunique and not x.indisprimary
  loop
    return query execute format($sql$
      with plan as materialized (
        select p.* from app.revert_plan($1, %1$L, $2) p
      ), coming as materialized (
        select p.row_id, jsonb_populate_record(null::crm.%1$I, coalesce(to_jsonb(t), '{}') || (p.before - p.kept_columns)
          || jsonb_build_object('id', p.row_id, 'workspace_id', app.workspace_id())) as image
        from plan p left join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = p.row_id
        where p.action = case when t.id is null then 'insert' else 'update' end
      )
      select distinct on (c.row_id) c.row_id, 'exists'::text, $3, true, %1$L::text, holder.id
      from coming c
        cross join lateral (select %2$s from (select (c.image).*) restored where %3$s) k
        cross join lateral (select o.id from crm.%1$I o where %4$s and %3$s) holder
      where holder.id <> c.row_id and holder.id not in (select own.row_id from plan own)
    $sql$, tbl, key.key_list, key.live, key.same_key) using target, kept, key.columns;
  end loop;
end $$;

-- deleted: what would come back refers to a row that is gone and does not come back with it.
create function app.revert_missing(target uuid, tbl text, kept jsonb)
returns table (row_id uuid, kind text, columns text[], whole boolean, by_table text, by_row uuid)
language plpgsql stable set search_path = '' as $$
declare
  key record;
begin
  for key in
    select p.relname as parent, a.attname as column_name
    from pg_catalog.pg_constraint c
      join pg_catalog.pg_class p on p.oid = c.confrelid
      join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.conrelid = format('crm.%I', tbl)::regclass
  loop
    return query execute format($sql$
      with wanted as (
        select p.row_id, p.action, (p.before ->> %3$L)::uuid as parent_id from app.revert_plan($1, %1$L, $2) p
        where p.action <> 'delete' and %3$L <> all (p.kept_columns)
      )
      select w.row_id, 'deleted'::text, array[%3$L]::text[], w.action = 'insert', %2$L::text, w.parent_id
      from wanted w
      where w.parent_id is not null
        and not exists (select 1 from crm.%2$I t where t.workspace_id = app.workspace_id() and t.id = w.parent_id)
        and w.parent_id not in (select p.row_id from app.revert_plan($1, %2$L, $2) p where p.action = 'insert')
        and (w.action = 'insert' or exists (
          select 1 from crm.%1$I t where t.workspace_id = app.workspace_id() and t.id = w.row_id))
    $sql$, tbl, key.parent, key.column_name) using target, kept;
  end loop;
end $$;

-- referenced: what the set made and others have since written on. Derived rows follow by themselves.
create function app.revert_referenced(target uuid, tbl text, kept jsonb)
returns table (row_id uuid, kind text, columns text[], whole boolean, by_table text, by_row uuid)
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
declare
  key record;
begin
  for key in
    select r.relname as child, a.attname as column_name
    from pg_catalog.pg_constraint c
      join pg_catalog.pg_class r on r.oid = c.conrelid
      join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = format('crm.%I', tbl)::regclass and c.confdeltype in ('a', 'r')
      and pg_catalog.obj_description(c.conrelid, 'pg_class') <> 'kind: derived'
  loop
    return query execute format($sql$
      with items as materialized (
        select i.row_id, i.op from crm.change_items i
        where i.workspace_id = app.workspace_id() and i.change_set_id = $1 and i.table_name = %1$L and i.op <> 'U'
      )
      select distinct on (m.row_id) m.row_id, 'referenced'::text, array[]::text[], true, %2$L::text, r.id
      from items m join crm.%2$I r on r.workspace_id = app.workspace_id() and r.%3$I = m.row_id
      where m.op = 'I' and m.row_id not in (select i.row_id from items i where i.op = 'D')
        and m.row_id not in (
          select k.row_id from jsonb_to_recordset($2) as k(table_name text, row_id uuid, columns text[])
          where k.table_name = %1$L and cardinality(k.columns) = 0)
        and r.id not in (
          select own.row_id from app.revert_plan($1, %2$L, $2) own
          where own.action = 'delete' or (own.before ? %3$L and %3$L <> all (own.kept_columns)))
    $sql$, tbl, key.child, key.column_name) using target, kept;
  end loop;
  if tbl = 'contact_identities' then
    -- The addresses that came with a contact stay with it.
    return query
      with stays as materialized (
        select coalesce(jsonb_object_agg(k.row_id, true), '{}') as contacts
        from jsonb_to_recordset(kept) as k(table_name text, row_id uuid, columns text[])
        where k.table_name = 'contacts' and cardinality(k.columns) = 0
      )
      select p.row_id, 'referenced'::text, array[]::text[], true, 'contacts'::text, i.contact_id
      from app.revert_plan(target, tbl, kept) p
        join crm.contact_identities i on i.workspace_id = app.workspace_id() and i.id = p.row_id
      where p.action = 'delete' and (select contacts from stays) ? i.contact_id::text;
  end if;
end $$;
--> statement-breakpoint

-- Mail of a contact that is gone belongs to nobody, also mail that the caller may not see.
create function app.unlink_contacts(contact_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update crm.interaction_participants p set contact_id = null
  where p.workspace_id = app.workspace_id() and p.contact_id = any (contact_ids)
    and not exists (select 1 from crm.contacts c where c.workspace_id = p.workspace_id and c.id = p.contact_id);
end $$;

-- Undoes items of one table and verb in one statement.
create function app.revert_run(tbl text, verb text, item_ids uuid[], kept jsonb) returns void
language plpgsql set search_path = '' set timezone = 'UTC' as $$
declare
  column_list text;
  defaults jsonb;
begin
  case verb
    when 'I' then
      execute format($sql$
        delete from crm.%1$I t using crm.change_items i
        where i.workspace_id = app.workspace_id() and i.id = any ($1) and t.workspace_id = i.workspace_id and t.id = i.row_id
      $sql$, tbl) using item_ids;
      if tbl = 'contacts' then
        perform app.unlink_contacts(array(select i.row_id from crm.change_items i
          where i.workspace_id = app.workspace_id() and i.id = any (item_ids)));
      end if;
    when 'D' then
      -- A column that came after the row had gone takes its default.
      select format('select jsonb_build_object(%s)',
        string_agg(format('%L, %s', a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)), ', ')) into column_list
      from pg_catalog.pg_attrdef d join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid = format('crm.%I', tbl)::regclass and a.attgenerated = '';
      execute column_list into defaults;
      execute format($sql$
        insert into crm.%1$I select r.* from crm.change_items i
          cross join lateral jsonb_populate_record(null::crm.%1$I,
            $2 || i.before || jsonb_build_object('version', i.version + 1)) r
        where i.workspace_id = app.workspace_id() and i.id = any ($1)
      $sql$, tbl) using item_ids, defaults;
    when 'U' then
      select string_agg(format('%I', a.attname), ', ') into column_list from pg_catalog.pg_attribute a
      where a.attrelid = format('crm.%I', tbl)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.attname not in ('id', 'workspace_id', 'version');
      -- Where somebody changed the row since, this is one change more and updated_at says so.
      execute format($sql$
        with kept as (
          select k.row_id, array_agg(c.name) as columns
          from jsonb_to_recordset($2) as k(table_name text, row_id uuid, columns text[]) cross join unnest(k.columns) as c(name)
          where k.table_name = %1$L group by k.row_id
        ), played as (
          select i.row_id, i.before - coalesce(k.columns, '{}') as before, i.after, k.row_id is not null as partly
          from crm.change_items i left join kept k on k.row_id = i.row_id
          where i.workspace_id = app.workspace_id() and i.id = any ($1)
        )
        update crm.%1$I t set (%2$s) = (
          select %2$s from jsonb_populate_record(t.*, p.before || case
            when p.before ? 'updated_at' and to_jsonb(t.updated_at) <> p.after -> 'updated_at'
            then jsonb_build_object('updated_at', now()) else '{}' end))
        from played p
        where t.workspace_id = app.workspace_id() and t.id = p.row_id
          and not (p.partly and p.before - array['version', 'updated_at'] = '{}')
      $sql$, tbl, column_list) using item_ids, kept;
  end case;
end $$;

-- Plays at most so many items below a seq backwards, each run of the same table and verb as one statement. Answers the
-- lowest seq it played, null when nothing was left. The caller ends with `set constraints all immediate`.
create function app.revert_items(target uuid, kept jsonb, below bigint default null, at_most int default null) returns bigint
language plpgsql set search_path = '' as $$
declare
  run record;
  one uuid;
  lowest bigint;
begin
  set constraints all deferred;
  perform set_config('app.reverting', 'on', true);
  for run in
    with set_items as (
      select i.id, i.seq, i.table_name, i.op, i.row_id from crm.change_items i
      where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null
    ), left_alone as (
      select s.table_name, s.row_id from set_items s group by s.table_name, s.row_id
      having (array_agg(s.op order by s.seq))[1] = 'I' and (array_agg(s.op order by s.seq desc))[1] = 'D'
      union
      select k.table_name, k.row_id from jsonb_to_recordset(kept) as k(table_name text, row_id uuid, columns text[])
      where cardinality(k.columns) = 0
    ), items as (
      select s.*, case when lag(s.table_name || s.op) over (order by s.seq desc) = s.table_name || s.op then 0 else 1 end as starts
      from set_items s
      where (below is null or s.seq < below) and (s.table_name, s.row_id) not in (select * from left_alone)
      order by s.seq desc limit at_most
    ), islands as (
      select *, sum(starts) over (order by seq desc) as island from items
    ), turns as (
      select *, row_number() over (partition by island, row_id order by seq desc)::int as turn from islands
    )
    select t.table_name, t.op, array_agg(t.id order by t.seq desc) as item_ids, array_agg(t.turn order by t.seq desc) as turns,
      max(t.turn) as last_turn, min(t.seq) as lowest
    from turns t group by t.island, t.table_name, t.op order by t.island
  loop
    begin
      for turn in 1 .. run.last_turn loop
        perform app.revert_run(run.table_name, run.op,
          array(select u.id from unnest(run.item_ids, run.turns) as u(id, turn_of) where u.turn_of = turn), kept);
      end loop;
    exception when unique_violation then
      -- One statement takes its rows in no order, and a key may have wandered between them: one by one, as they came.
      foreach one in array run.item_ids loop
        perform app.revert_run(run.table_name, run.op, array[one], kept);
      end loop;
    end;
    lowest := run.lowest;
  end loop;
  perform set_config('app.reverting', '', true);
  return lowest;
end $$;
--> statement-breakpoint

revoke execute on all functions in schema app from public;
revoke execute on all procedures in schema app from public;
grant execute on function app.workspace_id(), app.user_id(), app.member_role(), app.can_write(), app.is_admin(),
  app.open_change_set(uuid, text, text, jsonb, jsonb, text, uuid), app.join_change_set(uuid), app.lock_change_set(uuid),
  app.mark_revert(uuid), app.seal_change_set(boolean), app.revert_plan(uuid, text, jsonb), app.revert_lock(uuid), app.revert_conflicts(uuid, jsonb),
  app.revert_changed(uuid, text, jsonb), app.revert_taken(uuid, text, jsonb), app.revert_missing(uuid, text, jsonb),
  app.revert_referenced(uuid, text, jsonb), app.unlink_contacts(uuid[]), app.revert_run(text, text, uuid[], jsonb),
  app.revert_items(uuid, jsonb, bigint, int)
  to authenticated;
-- Checked before the same statement's set_config takes on the role, hence for every login.
grant execute on function app.claims_for(uuid, uuid) to public;
