-- Plays at most so many items below a seq backwards, each run of the same table and verb as one statement. Answers the
-- lowest seq it played, null when nothing was left. The caller ends with `set constraints all immediate`.
create or replace function app.revert_items(target uuid, kept jsonb, below bigint default null, at_most int default null) returns bigint
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
      select i.id, i.seq, i.table_name, i.op, i.row_id,
        first_value(i.op) over of_row as first_op, first_value(i.seq) over of_row as first_seq
      from crm.change_items i
      where i.workspace_id = app.workspace_id() and i.change_set_id = target and i.row_id is not null
      window of_row as (partition by i.table_name, i.row_id order by i.seq)
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
        -- What the set made goes at once, as it is: on the way back an address may stand there that is another's by now.
        and (s.first_op <> 'I' or s.seq = s.first_seq)
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
