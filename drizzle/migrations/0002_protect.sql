grant usage on schema crm to authenticated;
--> statement-breakpoint
call app.protect('workspaces', 'ledgered');
call app.protect('members', 'ledgered');
call app.protect('profiles', 'ledgered');
call app.protect('companies', 'ledgered');
call app.protect('contacts', 'ledgered');
call app.protect('contact_identities', 'ledgered');
call app.protect('notes', 'ledgered');
call app.protect('tasks', 'ledgered');
call app.protect('tags', 'ledgered');
call app.protect('contact_tags', 'ledgered');
call app.protect('connections', 'ledgered');
--> statement-breakpoint
call app.protect('threads', 'derived');
call app.protect('thread_keys', 'derived');
call app.protect('interactions', 'derived');
call app.protect('interaction_participants', 'derived');
call app.protect('interaction_contents', 'derived');
call app.protect('contact_stats', 'derived');
--> statement-breakpoint
call app.protect('api_keys', 'operational');
call app.protect('idempotency_keys', 'operational');
call app.protect('effects', 'operational');
call app.protect('change_sets', 'operational');
call app.protect('change_items', 'operational');
call app.protect('proposals', 'operational');
call app.protect('jobs', 'operational');
call app.protect('job_items', 'operational');
call app.protect('outbox', 'operational');
call app.protect('uploads', 'operational');
call app.protect('previews', 'operational');
call app.protect('preview_items', 'operational');
call app.protect('sync_batches', 'operational');
call app.protect('raw_events', 'operational');
--> statement-breakpoint
-- Type-ahead over people and companies of one workspace.
create index contacts_search_idx on crm.contacts using gin
  (workspace_id, (lower(display_name || ' ' || coalesce(primary_email, ''))) extensions.gin_trgm_ops) where deleted_at is null;
create index contact_identities_search_idx on crm.contact_identities using gin
  (workspace_id, value extensions.gin_trgm_ops) where deleted_at is null;
create index companies_search_idx on crm.companies using gin
  (workspace_id, (lower(name || ' ' || coalesce(domain, ''))) extensions.gin_trgm_ops) where deleted_at is null;
--> statement-breakpoint
-- What a search may have to rank: ids alone, which the caller reads through the policies. Under row level security LIKE
-- is not leakproof and never reaches an index, so this looks as the owner, with the same two conditions as the policies.
create function app.search_candidates(pattern text, words text[], at_most int, sorted boolean)
returns table (kind text, id uuid, identity_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  look text := $sql$
    (select %1$L::text, t.%2$I, %3$s from crm.%4$I t
      where t.workspace_id = $4 and (t.audience <> 'private' or t.owner_id = $5) and t.deleted_at is null
        and %5$s like $1 and %5$s like all ($2) %6$s limit $3)
  $sql$;
  contact_text text := $sql$lower(t.display_name || ' ' || coalesce(t.primary_email, ''))$sql$;
  company_text text := $sql$lower(t.name || ' ' || coalesce(t.domain, ''))$sql$;
  by_text text := case when sorted then 'order by %s' else '' end;
begin
  return query execute
    format(look, 'contact', 'id', 'null::uuid', 'contacts', contact_text, format(by_text, contact_text)) || ' union all ' ||
    format(look, 'contact', 'contact_id', 't.id', 'contact_identities', 't.value', format(by_text, 't.value')) || ' union all ' ||
    format(look, 'company', 'id', 'null::uuid', 'companies', company_text, format(by_text, company_text))
  using pattern, words, at_most, app.workspace_id(), app.user_id();
end $$;
revoke execute on function app.search_candidates(text, text[], int, boolean) from public;
grant execute on function app.search_candidates(text, text[], int, boolean) to authenticated;
