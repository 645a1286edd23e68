-- What every call of a model does, as functions: their plans are kept by each connection. Planning them anew took the
-- database three times as long as doing them. All of them run under the caller's rights.

-- The counters that a call stands in. Everywhere in the same order, so that those who lock several never wait for each other
-- in a circle.
create function app.counters_of(call_day text, call_user uuid, call_use_case text, call_automation uuid)
returns table (scope text, subject text, period text, starts text)
language sql immutable as $$
  select k.scope, k.subject, p.period, case p.period when 'day' then call_day else left(call_day, 7) || '-01' end
  from (values ('automation', call_automation::text), ('member', call_user::text), ('useCase', call_use_case), ('workspace', ''))
    as k(scope, subject) cross join (values ('day'), ('month')) as p(period)
  where k.subject is not null
$$;
--> statement-breakpoint

-- What holds for a counter: its own limit, or that of each one; the workspace's day is never above the operator's ceiling.
create function app.limit_of(of_scope text, of_subject text, of_period text, ceiling bigint) returns bigint
language sql stable as $$
  select least(
    coalesce(
      (select l.limit_micros from crm.budget_limits l where l.scope = of_scope and l.subject = of_subject and l.period = of_period),
      (select l.limit_micros from crm.budget_limits l where l.scope = of_scope and l.subject = '' and l.period = of_period)),
    case when of_scope = 'workspace' and of_period = 'day' then ceiling end)
$$;
--> statement-breakpoint

-- Sets aside what a call may cost: raises every counter that it stands in where its limit allows, by one statement, and all of
-- them or none. Answers whether the workspace keeps what models are asked; raises OC003, with the counter that refused it.
create function app.reserve_model_call(
  call_id uuid, call_use_case text, call_provider text, call_model text, call_prompt_version text, call_turn uuid,
  call_automation uuid, micros bigint, records jsonb, ceiling bigint) returns boolean
language plpgsql set search_path = '' as $$
declare
  call_day constant text := to_char(now() at time zone 'utc', 'YYYY-MM-DD');
  refused jsonb;
  keeps boolean;
begin
  with wanted as (
    select k.*, app.limit_of(k.scope, k.subject, k.period, ceiling) as limit_micros
    from app.counters_of(call_day, app.user_id(), call_use_case, call_automation) k
  ), counted as (
    insert into crm.budget_counters as c (id, workspace_id, scope, subject, period, starts, reserved_micros)
    select gen_random_uuid(), app.workspace_id(), w.scope, w.subject, w.period, w.starts, micros from wanted w
    where micros = 0 or w.limit_micros is null or micros <= w.limit_micros
    order by w.scope, w.subject, w.period
    on conflict (workspace_id, scope, subject, period, starts) do update
      set reserved_micros = c.reserved_micros + excluded.reserved_micros
      where excluded.reserved_micros = 0 or coalesce(c.spent_micros + c.reserved_micros + excluded.reserved_micros
        <= (select w.limit_micros from wanted w where w.scope = c.scope and w.subject = c.subject and w.period = c.period), true)
    returning c.scope, c.subject, c.period
  ), used as (
    insert into crm.model_usage (id, workspace_id, user_id, day, use_case, provider, model, prompt_version, turn_id, automation_id,
      status, reserved_micros, read_records)
    values (call_id, app.workspace_id(), app.user_id(), call_day, call_use_case, call_provider, call_model, call_prompt_version,
      call_turn, call_automation, 'reserved', micros, records)
  )
  select (select jsonb_build_object('scope', w.scope, 'subject', w.subject, 'period', w.period, 'limitMicros', w.limit_micros)
      from wanted w where not exists (
        select from counted c where c.scope = w.scope and c.subject = w.subject and c.period = w.period)
      limit 1),
    (select keep_model_bodies from crm.workspaces)
  into refused, keeps;
  if refused is not null then
    -- Takes back what the statement did.
    raise exception 'a budget does not allow it' using errcode = 'OC003', detail = refused::text;
  end if;
  return coalesce(keeps, false);
end $$;
--> statement-breakpoint

-- Replaces a reservation by what the call cost, or gives it back. Twice has no effect; one released meanwhile is charged all the
-- same.
create function app.close_model_call(
  call_id uuid, call_status text, call_outcome text, call_error text, cost bigint, is_priced boolean, input_tokens_used int,
  cached_tokens_used int, output_tokens_used int, first_ms int, all_ms int, calls jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  with before as (
    select u.* from crm.model_usage u
    where u.id = call_id and (u.status = 'reserved' or call_status = 'settled' and u.status <> 'settled') for no key update
  ), done as (
    update crm.model_usage u set status = call_status, settled_at = now(), outcome = call_outcome, error = call_error,
      cost_micros = cost, priced = is_priced, input_tokens = input_tokens_used, cached_input_tokens = cached_tokens_used,
      output_tokens = output_tokens_used, first_token_ms = first_ms, total_ms = all_ms, tool_calls = calls
    from before b where u.id = b.id
  ), locked as (
    select c.id, case when b.status = 'reserved' then b.reserved_micros else 0 end as back
    from before b cross join lateral app.counters_of(b.day, b.user_id, b.use_case, b.automation_id) k
      join crm.budget_counters c on c.scope = k.scope and c.subject = k.subject and c.period = k.period and c.starts = k.starts
    order by c.scope, c.subject, c.period for no key update of c
  )
  update crm.budget_counters c set reserved_micros = greatest(0, c.reserved_micros - l.back), spent_micros = c.spent_micros + cost
  from locked l where c.id = l.id;
end $$;
--> statement-breakpoint

-- The budget of the caller that is used up most, where that is at least `used_from` of it.
create function app.nearly_used(call_use_case text, used_from float8, ceiling bigint)
returns table (scope text, subject text, period text, "limitMicros" float8, used float8)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select k.scope, k.subject, k.period, k.limit_micros::float8, c.spent_micros::float8
    from (
      select k.*, app.limit_of(k.scope, k.subject, k.period, ceiling) as limit_micros
      from app.counters_of(to_char(now() at time zone 'utc', 'YYYY-MM-DD'), app.user_id(), call_use_case, null) k
    ) k join crm.budget_counters c on c.scope = k.scope and c.subject = k.subject and c.period = k.period and c.starts = k.starts
    where k.limit_micros > 0 and c.spent_micros >= used_from * k.limit_micros
    order by c.spent_micros::float8 / k.limit_micros desc, k.scope, k.period limit 1;
end $$;
--> statement-breakpoint

-- Writes what an answer says so far, and ends its turn where an ending is given. The thread before its turn, as a stop and a
-- second tab lock them: in the other order both would wait. In the bin too: its turn was ended with it, and the process is to
-- learn that it lost it. Answers the turn's usage; no row for who lost it.
create function app.write_turn(
  turn_id uuid, turn_token uuid, in_thread uuid, message_id uuid, said jsonb, is_tainted boolean, lease interval, ending jsonb)
returns table (usage jsonb)
language plpgsql set search_path = '' as $$
begin
  return query
    with thread as (
      select h.id from crm.chat_threads h where h.id = in_thread for no key update
    ), turn as (
      update crm.chat_turns t set
        lease_until = case when ending is null then now() + lease else t.lease_until end,
        status = coalesce(ending ->> 'status', t.status),
        model = coalesce(ending ->> 'model', t.model),
        prompt_version = coalesce(ending ->> 'promptVersion', t.prompt_version),
        token = case when ending is null then t.token end,
        finished_at = case when ending is null then t.finished_at else now() end,
        -- Since it was asked, by the database's clock.
        usage = case when ending is null then t.usage else ending -> 'usage' || jsonb_build_object(
          'tookMs', greatest(0, extract(epoch from clock_timestamp() - t.created_at) * 1000)::int) end,
        error = case when ending is null then t.error else nullif(ending -> 'error', 'null') end
      from thread
      where t.id = turn_id and t.token = turn_token and t.status = 'running' and t.thread_id = thread.id returning t.usage
    ), told as (
      update crm.chat_messages m set parts = said from turn where m.id = message_id
    ), marked as (
      update crm.chat_threads h set tainted = h.tainted or is_tainted,
        last_at = case when ending is null then h.last_at else now() end
      from turn where h.id = in_thread and (ending is not null or is_tainted and not h.tainted)
    ) select turn.usage from turn;
end $$;
--> statement-breakpoint

revoke execute on function app.counters_of(text, uuid, text, uuid), app.limit_of(text, text, text, bigint),
  app.reserve_model_call(uuid, text, text, text, text, uuid, uuid, bigint, jsonb, bigint),
  app.close_model_call(uuid, text, text, text, bigint, boolean, int, int, int, int, int, jsonb),
  app.nearly_used(text, float8, bigint),
  app.write_turn(uuid, uuid, uuid, uuid, jsonb, boolean, interval, jsonb) from public;
--> statement-breakpoint

grant execute on function app.counters_of(text, uuid, text, uuid), app.limit_of(text, text, text, bigint),
  app.reserve_model_call(uuid, text, text, text, text, uuid, uuid, bigint, jsonb, bigint),
  app.close_model_call(uuid, text, text, text, bigint, boolean, int, int, int, int, int, jsonb),
  app.nearly_used(text, float8, bigint),
  app.write_turn(uuid, uuid, uuid, uuid, jsonb, boolean, interval, jsonb) to authenticated;
