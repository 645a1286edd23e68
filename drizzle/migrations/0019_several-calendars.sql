CREATE TABLE "crm"."account_calendars" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"calendar_id" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"role" text NOT NULL,
	"entry_count" integer,
	"has_more" boolean DEFAULT false NOT NULL,
	"gone_at" timestamp (3) with time zone,
	CONSTRAINT "account_calendars_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "account_calendars_calendar_key" UNIQUE("workspace_id","connection_id","calendar_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."account_calendars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."event_versions" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"change_set_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "event_versions_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "event_versions_change_key" UNIQUE("workspace_id","interaction_id","change_set_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."event_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."account_calendars" ADD CONSTRAINT "account_calendars_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."event_versions" ADD CONSTRAINT "event_versions_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_calendars_owner_idx" ON "crm"."account_calendars" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "event_versions_change_set_idx" ON "crm"."event_versions" USING btree ("workspace_id","change_set_id");--> statement-breakpoint
CREATE INDEX "event_versions_created_idx" ON "crm"."event_versions" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "account_calendars_select" ON "crm"."account_calendars" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "account_calendars_insert" ON "crm"."account_calendars" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "account_calendars_update" ON "crm"."account_calendars" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "account_calendars_delete" ON "crm"."account_calendars" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "event_versions_select" ON "crm"."event_versions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "event_versions_insert" ON "crm"."event_versions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "event_versions_update" ON "crm"."event_versions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "event_versions_delete" ON "crm"."event_versions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
call app.protect('account_calendars', 'operational');--> statement-breakpoint
call app.protect('event_versions', 'operational');
