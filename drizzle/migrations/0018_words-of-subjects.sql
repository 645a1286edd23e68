-- Who sees no more of a mail than its subject finds it by the words of that, and by no other word of it.
create index interaction_subjects_search_idx on crm.interaction_subjects using gin
  (workspace_id, to_tsvector('simple', left(subject, 1000)));
--> statement-breakpoint
create or replace function app.mail_candidates(query text, at_most int)
returns table (interaction_id uuid, rank real)
language sql stable security definer set search_path = '' as $$
  select m.interaction_id, ts_rank(m.words, q) as rank
  from websearch_to_tsquery('simple', query) q cross join lateral (
    (select c.interaction_id, to_tsvector('simple', left(c.subject, 1000) || ' ' || left(c.body, 100000)) as words
      from crm.interaction_contents c
      where c.workspace_id = app.workspace_id() and (c.audience = 'workspace' or c.owner_id = app.user_id())
        and to_tsvector('simple', left(c.subject, 1000) || ' ' || left(c.body, 100000)) @@ q
      limit 1000)
    union all
    (select s.interaction_id, to_tsvector('simple', left(s.subject, 1000)) as words
      from crm.interaction_subjects s
      -- An owner finds their own by all of its words, above.
      where s.workspace_id = app.workspace_id() and s.audience = 'subject' and s.owner_id <> app.user_id()
        and to_tsvector('simple', left(s.subject, 1000)) @@ q
      limit 1000)) m
  order by 2 desc, m.interaction_id desc limit at_most
$$;
