CREATE TABLE "crm"."budget_counters" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"scope" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"period" text NOT NULL,
	"starts" text NOT NULL,
	"reserved_micros" bigint DEFAULT 0 NOT NULL,
	"spent_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_counters_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "budget_counters_key" UNIQUE("workspace_id","scope","subject","period","starts")
);
--> statement-breakpoint
ALTER TABLE "crm"."budget_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."budget_limits" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"scope" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"period" text NOT NULL,
	"limit_micros" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_limits_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "budget_limits_key" UNIQUE("workspace_id","scope","subject","period")
);
--> statement-breakpoint
ALTER TABLE "crm"."budget_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."model_bodies" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"usage_id" uuid NOT NULL,
	"request" jsonb NOT NULL,
	"response" jsonb NOT NULL,
	CONSTRAINT "model_bodies_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "model_bodies_usage_key" UNIQUE("workspace_id","usage_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."model_bodies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."chat_threads" ADD COLUMN "summary" jsonb;--> statement-breakpoint
ALTER TABLE "crm"."chat_turns" ADD COLUMN "choice" text DEFAULT 'auto' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."chat_turns" ADD COLUMN "prompt_version" text;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "provider" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "prompt_version" text;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "automation_id" uuid;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "priced" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "first_token_ms" integer;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "total_ms" integer;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "tool_calls" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "read_records" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."workspaces" ADD COLUMN "keep_model_bodies" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."model_bodies" ADD CONSTRAINT "model_bodies_usage_fkey" FOREIGN KEY ("workspace_id","usage_id") REFERENCES "crm"."model_usage"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_bodies_age_idx" ON "crm"."model_bodies" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "budget_counters_select" ON "crm"."budget_counters" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "budget_counters_insert" ON "crm"."budget_counters" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and true);--> statement-breakpoint
CREATE POLICY "budget_counters_update" ON "crm"."budget_counters" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and true);--> statement-breakpoint
CREATE POLICY "budget_limits_select" ON "crm"."budget_limits" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "budget_limits_insert" ON "crm"."budget_limits" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.member_role()) = 'owner');--> statement-breakpoint
CREATE POLICY "budget_limits_update" ON "crm"."budget_limits" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.member_role()) = 'owner') WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.member_role()) = 'owner');--> statement-breakpoint
CREATE POLICY "budget_limits_delete" ON "crm"."budget_limits" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.member_role()) = 'owner');--> statement-breakpoint
CREATE POLICY "model_bodies_select" ON "crm"."model_bodies" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "model_bodies_insert" ON "crm"."model_bodies" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));
--> statement-breakpoint
call app.protect('budget_limits', 'ledgered');--> statement-breakpoint
call app.protect('budget_counters', 'operational');--> statement-breakpoint
call app.protect('model_bodies', 'operational');--> statement-breakpoint
insert into crm.budget_counters (id, workspace_id, created_at, scope, subject, period, starts, reserved_micros, spent_micros)
select id, workspace_id, created_at, 'workspace', '', 'day', day, reserved_micros, spent_micros from crm.budget_days;--> statement-breakpoint
insert into crm.budget_counters (id, workspace_id, scope, subject, period, starts, reserved_micros, spent_micros)
select gen_random_uuid(), workspace_id, 'workspace', '', 'month', left(day, 7) || '-01', sum(reserved_micros), sum(spent_micros)
from crm.budget_days group by workspace_id, left(day, 7);--> statement-breakpoint
update crm.model_usage set provider = 'openai', outcome = case status when 'settled' then 'answered' when 'released' then 'failed' end;
