CREATE TABLE "crm"."memories" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"body" text NOT NULL,
	"from_outside" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memories_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "memories_body_check" CHECK (length("crm"."memories"."body") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "crm"."memories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "memories_owner_idx" ON "crm"."memories" USING btree ("workspace_id","owner_id","id");--> statement-breakpoint
CREATE POLICY "memories_select" ON "crm"."memories" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "memories_insert" ON "crm"."memories" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "memories_update" ON "crm"."memories" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "memories_delete" ON "crm"."memories" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
call app.protect('memories', 'ledgered');--> statement-breakpoint
-- Whether somebody else's words may have led to it is known to the proposal that it came from, and is never forgotten.
create function app.mark_memory() returns trigger language plpgsql set search_path = '' as $$
begin
  new.from_outside := new.from_outside
    or (tg_op = 'UPDATE' and old.from_outside)
    or exists (
      select 1 from crm.change_sets c
        join crm.proposals p on p.workspace_id = c.workspace_id and p.id = (c.reason ->> 'proposalId')::uuid
      where c.workspace_id = new.workspace_id
        and c.id = nullif(current_setting('app.change_set_id', true), '')::uuid
        and jsonb_array_length(p.excerpts) > 0
    );
  return new;
end $$;--> statement-breakpoint
revoke all on function app.mark_memory() from public;--> statement-breakpoint
create trigger memories_mark before insert or update on crm.memories for each row execute function app.mark_memory();
