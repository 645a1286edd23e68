-- The claims of a member, and the change set of their edit opened under them: one statement in place of two.
create function app.claims_to_edit(
  target_user uuid, target_workspace uuid, set_id uuid, set_operation text, set_actor jsonb, set_reason jsonb,
  set_request_id text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  claims text := app.claims_for(target_user, target_workspace);
begin
  -- Whoever may not take on the role could not have opened one before either.
  if not pg_has_role(session_user, 'authenticated', 'member') then
    raise exception 'this login opens no change set' using errcode = '42501';
  end if;
  perform set_config('request.jwt.claims', claims, true);
  perform app.open_change_set(set_id, set_operation, 'edit', set_actor, set_reason, set_request_id);
  return claims;
end $$;
--> statement-breakpoint

-- Checked before the same statement's set_config takes on the role, hence for every login.
grant execute on function app.claims_to_edit(uuid, uuid, uuid, text, jsonb, jsonb, text) to public;
