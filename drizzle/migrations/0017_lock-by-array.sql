-- The rows of a change set are locked by their ids, one look into the key each: freshly written tables have no statistics
-- yet, and a join of ten thousand rows without them takes a minute.
create or replace function app.revert_lock(target uuid) returns void
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
        where t.workspace_id = app.workspace_id() and t.id = any (array(
          select i.row_id from crm.change_items i
          where i.workspace_id = app.workspace_id() and i.change_set_id = $1 and i.table_name = %1$L))
        order by t.id for update) locked
    $sql$, tbl) using target;
  end loop;
end $$;
