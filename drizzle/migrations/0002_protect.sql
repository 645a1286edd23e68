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
