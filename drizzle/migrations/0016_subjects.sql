CREATE TABLE "crm"."interaction_subjects" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "interaction_subjects_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "interaction_subjects_interaction_key" UNIQUE("workspace_id","interaction_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."interaction_subjects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."interaction_subjects" ADD CONSTRAINT "interaction_subjects_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "interaction_subjects_select" ON "crm"."interaction_subjects" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience in ('subject', 'workspace') or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "interaction_subjects_insert" ON "crm"."interaction_subjects" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience in ('subject', 'workspace') or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_subjects_update" ON "crm"."interaction_subjects" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience in ('subject', 'workspace') or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience in ('subject', 'workspace') or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_subjects_delete" ON "crm"."interaction_subjects" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience in ('subject', 'workspace') or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
call app.protect('interaction_subjects', 'derived');
--> statement-breakpoint

-- With the rights of whoever writes the contents.
create function app.keep_subjects() returns trigger
language plpgsql set search_path = '' as $$
begin
  insert into crm.interaction_subjects (id, workspace_id, created_at, owner_id, audience, interaction_id, subject)
  select gen_random_uuid(), n.workspace_id, n.created_at, n.owner_id, n.audience, n.interaction_id, n.subject
  from new_rows n where n.audience = 'subject'
  on conflict (workspace_id, interaction_id) do update set subject = excluded.subject
  where interaction_subjects.subject <> excluded.subject;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_subjects_insert after insert on crm.interaction_contents referencing new table as new_rows
for each statement execute function app.keep_subjects();
--> statement-breakpoint
create trigger keep_subjects_update after update on crm.interaction_contents referencing new table as new_rows
for each statement execute function app.keep_subjects();
--> statement-breakpoint
revoke execute on function app.keep_subjects() from public;
