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

-- Seals the current set. A set without items is dropped unless it is to be kept as evidence; answers whether it stays.
create function app.seal_change_set(keep_empty boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  set_id uuid := nullif(current_setting('app.change_set_id', true), '')::uuid;
  items int;
  target uuid;
begin
  select count(*) into items from crm.change_items i
  where i.workspace_id = app.workspace_id() and i.change_set_id = set_id;
  if items = 0 and not keep_empty then
    delete from crm.change_sets where workspace_id = app.workspace_id() and id = set_id and status = 'open';
    perform set_config('app.change_set_id', '', true);
    return false;
  end if;
  update crm.change_sets set status = 'sealed', item_count = items, sealed_at = now()
  where workspace_id = app.workspace_id() and id = set_id and user_id = app.user_id() and status = 'open'
  returning reverts_id into target;
  if not found then
    raise exception 'change set % is not open for this user', set_id using errcode = 'OC002';
  end if;
  if target is not null then
    update crm.change_sets set reverted_by_id = set_id where workspace_id = app.workspace_id() and id = target;
    -- Taking back a taking-back makes the first set stand again.
    update crm.change_sets first set reverted_by_id = null from crm.change_sets second
    where second.workspace_id = app.workspace_id() and second.id = target
      and first.workspace_id = second.workspace_id and first.id = second.reverts_id;
  end if;
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

create function app.item_digest(salt uuid, before jsonb, after jsonb) returns bytea language sql immutable as
$$ select sha256(convert_to(salt::text || coalesce(before::text, '') || coalesce(after::text, ''), 'UTF8')) $$;

create function app.ledger_insert() returns trigger
language plpgsql security definer set search_path = '' as $$
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
language plpgsql security definer set search_path = '' as $$
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
language plpgsql security definer set search_path = '' as $$
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
-- Both run with the caller's rights. A row is in conflict when what the set left there is not what stands there now.

create function app.revert_conflicts(target uuid)
returns table (table_name text, row_id uuid, kind text, columns text[])
language plpgsql stable set search_path = '' as $$
declare
  tbl text;
  ref record;
begin
  for tbl in select distinct i.table_name from crm.change_items i
    where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null
  loop
    return query execute format($sql$
      with items as (
        select i.* from crm.change_items i
        where i.workspace_id = app.workspace_id() and i.change_set_id = $1 and i.table_name = %1$L
      ), net as (
        select i.row_id, (array_agg(i.op order by i.seq))[1] as first_op, (array_agg(i.op order by i.seq desc))[1] as last_op,
          (array_agg(i.version order by i.seq desc))[1] as last_version
        from items i group by i.row_id
      ), left_there as (
        select distinct on (i.row_id, e.key) i.row_id, e.key, e.value
        from items i cross join lateral jsonb_each(i.after) e
        where i.op = 'U' and e.key not in ('version', 'updated_at') order by i.row_id, e.key, i.seq desc
      )
      select %1$L::text, n.row_id, 'changed'::text, array[]::text[] from net n
        join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = n.row_id
        where n.first_op = 'I' and n.last_op <> 'D' and t.version <> n.last_version
      union all
      select %1$L, n.row_id, 'deleted', array[]::text[] from net n
        left join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = n.row_id
        where n.first_op <> 'I' and n.last_op = 'U' and t.id is null
      union all
      select %1$L, n.row_id, 'exists', array[]::text[] from net n
        join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = n.row_id
        where n.first_op <> 'I' and n.last_op = 'D'
      union all
      select %1$L, n.row_id, 'changed', array_agg(l.key order by l.key) from net n
        join crm.%1$I t on t.workspace_id = app.workspace_id() and t.id = n.row_id
        join left_there l on l.row_id = n.row_id
        where n.first_op <> 'I' and n.last_op = 'U' and to_jsonb(t) -> l.key is distinct from l.value
        group by n.row_id
    $sql$, tbl) using target;

    -- Rows made by this set that people have since written on.
    for ref in
      select r.relname as table_name, a.attname as column_name
      from pg_catalog.pg_constraint c
        join pg_catalog.pg_class r on r.oid = c.conrelid
        join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
      where c.contype = 'f' and c.confrelid = format('crm.%I', tbl)::regclass
        and obj_description(c.conrelid, 'pg_class') = 'kind: ledgered'
    loop
      return query execute format($sql$
        select distinct %1$L::text, i.row_id, 'referenced'::text, array[%2$L]::text[]
        from crm.change_items i
          join crm.%2$I r on r.workspace_id = i.workspace_id and r.%3$I = i.row_id
        where i.workspace_id = app.workspace_id() and i.change_set_id = $1 and i.table_name = %1$L and i.op = 'I'
          and not exists (
            select 1 from crm.change_items own
            where own.workspace_id = i.workspace_id and own.change_set_id = $1 and own.table_name = %2$L
              and own.row_id = r.id and (own.op = 'I' or own.after ? %3$L))
      $sql$, tbl, ref.table_name, ref.column_name) using target;
    end loop;
  end loop;
end $$;

-- Plays the items of a sealed set backwards by seq, each run of the same table and verb as one statement.
-- `kept` is [{ row_id, kind, columns }]: rows left alone, or for kind changed with columns, only these columns.
create function app.revert_items(target uuid, kept jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  run record;
  column_list text;
begin
  set constraints all deferred;
  perform set_config('app.reverting', 'on', true);
  for run in
    with kept_rows as (
      select (k ->> 'row_id')::uuid as row_id from jsonb_array_elements(kept) k
      where k ->> 'kind' <> 'changed' or jsonb_array_length(k -> 'columns') = 0
    ), items as (
      select i.id, i.seq, i.table_name, i.op, i.row_id,
        case when lag(i.table_name || i.op) over (order by i.seq desc) = i.table_name || i.op then 0 else 1 end as starts
      from crm.change_items i
      where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null
        and i.row_id not in (select row_id from kept_rows)
    ), islands as (
      select *, sum(starts) over (order by seq desc) as island from items
    ), turns as (
      select *, row_number() over (partition by island, row_id order by seq desc) as turn from islands
    )
    select t.table_name, t.op, array_agg(t.id) as item_ids from turns t
    group by t.island, t.turn, t.table_name, t.op order by t.island, t.turn
  loop
    case run.op
      when 'I' then
        if run.table_name = 'contacts' then
          update crm.interaction_participants p set contact_id = null
          where p.workspace_id = app.workspace_id() and p.contact_id in (
            select i.row_id from crm.change_items i where i.workspace_id = app.workspace_id() and i.id = any (run.item_ids));
        end if;
        execute format('delete from crm.%1$I t using crm.change_items i
          where i.workspace_id = app.workspace_id() and i.id = any ($1) and t.workspace_id = i.workspace_id and t.id = i.row_id',
          run.table_name) using run.item_ids;
      when 'D' then
        execute format('insert into crm.%1$I select (jsonb_populate_record(null::crm.%1$I,
            i.before || jsonb_build_object(''version'', i.version + 1))).*
          from crm.change_items i where i.workspace_id = app.workspace_id() and i.id = any ($1)', run.table_name) using run.item_ids;
      when 'U' then
        select string_agg(format('%I', a.attname), ', ') into column_list from pg_catalog.pg_attribute a
        where a.attrelid = format('crm.%I', run.table_name)::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname not in ('id', 'workspace_id', 'version');
        execute format($sql$
          update crm.%1$I t set (%2$s) = (select %2$s from jsonb_populate_record(t.*, i.before - (
            select case when count(*) = 0 then array[]::text[] else array_agg(c) || array['updated_at'] end
            from jsonb_array_elements($2) k, jsonb_array_elements_text(k -> 'columns') c
            where (k ->> 'row_id')::uuid = i.row_id)))
          from crm.change_items i
          where i.workspace_id = app.workspace_id() and i.id = any ($1) and t.workspace_id = i.workspace_id and t.id = i.row_id
        $sql$, run.table_name, column_list) using run.item_ids, kept;
    end case;
  end loop;
  perform set_config('app.reverting', '', true);
  set constraints all immediate;
end $$;
--> statement-breakpoint

revoke execute on all functions in schema app from public;
revoke execute on all procedures in schema app from public;
grant execute on function app.workspace_id(), app.user_id(), app.member_role(), app.can_write(), app.is_admin(),
  app.open_change_set(uuid, text, text, jsonb, jsonb, text, uuid), app.join_change_set(uuid), app.seal_change_set(boolean),
  app.revert_conflicts(uuid), app.revert_items(uuid, jsonb)
  to authenticated;
-- Checked before the same statement's set_config takes on the role, hence for every login.
grant execute on function app.claims_for(uuid, uuid) to public;
