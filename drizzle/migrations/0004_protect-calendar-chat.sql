call app.protect('connection_secrets', 'operational');
call app.protect('sync_cursors', 'operational');
call app.protect('preview_pages', 'operational');
call app.protect('calendar_events', 'derived');
call app.protect('chat_threads', 'operational');
call app.protect('chat_turns', 'operational');
call app.protect('chat_messages', 'operational');
call app.protect('model_usage', 'operational');
call app.protect('budget_days', 'operational');
--> statement-breakpoint
-- Words of mail and meetings. `simple`, because a mailbox speaks several languages.
create index interaction_contents_search_idx on crm.interaction_contents using gin
  (workspace_id, to_tsvector('simple', left(subject, 1000) || ' ' || left(body, 100000)));
--> statement-breakpoint
-- What a search of mail may have to rank: ids alone, which the caller reads through the policies. Full text search is not
-- leakproof and under row level security never reaches an index, so this looks as the owner, with the policies' conditions.
create function app.mail_candidates(query text, at_most int)
returns table (interaction_id uuid, rank real)
language sql stable security definer set search_path = '' as $$
  select c.interaction_id, ts_rank(to_tsvector('simple', left(c.subject, 1000) || ' ' || left(c.body, 100000)), q) as rank
  from websearch_to_tsquery('simple', query) q, crm.interaction_contents c
  where c.workspace_id = app.workspace_id() and (c.audience = 'workspace' or c.owner_id = app.user_id())
    and to_tsvector('simple', left(c.subject, 1000) || ' ' || left(c.body, 100000)) @@ q
  order by 2 desc, c.interaction_id desc limit at_most
$$;
revoke execute on function app.mail_candidates(text, int) from public;
grant execute on function app.mail_candidates(text, int) to authenticated;
