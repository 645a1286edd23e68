CREATE TABLE "crm"."mailbox_days" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"source" text NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"day" text NOT NULL,
	"time_zone" text NOT NULL,
	"item_ids" text[] NOT NULL,
	"left_out" jsonb NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mailbox_days_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "mailbox_days_day_key" UNIQUE("workspace_id","connection_id","source","part","day")
);
--> statement-breakpoint
ALTER TABLE "crm"."mailbox_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."provider_questions" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"job_id" uuid,
	"question" jsonb NOT NULL,
	"answer" jsonb,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "provider_questions_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."provider_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "crm"."mailbox_days" ADD CONSTRAINT "mailbox_days_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."provider_questions" ADD CONSTRAINT "provider_questions_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "provider_questions_recent_idx" ON "crm"."provider_questions" USING btree ("workspace_id","owner_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "provider_questions_connection_idx" ON "crm"."provider_questions" USING btree ("workspace_id","connection_id");--> statement-breakpoint
CREATE INDEX "raw_events_failed_idx" ON "crm"."raw_events" USING btree ("workspace_id","connection_id","id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "raw_events_left_out_idx" ON "crm"."raw_events" USING btree ("workspace_id","message_key") WHERE status <> 'stored' and message_key is not null;--> statement-breakpoint
CREATE POLICY "mailbox_days_select" ON "crm"."mailbox_days" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "mailbox_days_insert" ON "crm"."mailbox_days" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "mailbox_days_update" ON "crm"."mailbox_days" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "mailbox_days_delete" ON "crm"."mailbox_days" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "provider_questions_select" ON "crm"."provider_questions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "provider_questions_insert" ON "crm"."provider_questions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "provider_questions_update" ON "crm"."provider_questions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "provider_questions_delete" ON "crm"."provider_questions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
call app.protect('mailbox_days', 'operational');--> statement-breakpoint
call app.protect('provider_questions', 'operational');
