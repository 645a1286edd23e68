-- Ranking reads the words of each mail again: a word that stands in all of 100,000 mails took 25 s. No more than these are ranked.
create or replace function app.mail_candidates(query text, at_most int)
returns table (interaction_id uuid, rank real)
language sql stable security definer set search_path = '' as $$
  select m.interaction_id, ts_rank(to_tsvector('simple', left(m.subject, 1000) || ' ' || left(m.body, 100000)), q) as rank
  from websearch_to_tsquery('simple', query) q cross join lateral (
    select c.interaction_id, c.subject, c.body from crm.interaction_contents c
    where c.workspace_id = app.workspace_id() and (c.audience = 'workspace' or c.owner_id = app.user_id())
      and to_tsvector('simple', left(c.subject, 1000) || ' ' || left(c.body, 100000)) @@ q
    limit 1000) m
  order by 2 desc, m.interaction_id desc limit at_most
$$;
