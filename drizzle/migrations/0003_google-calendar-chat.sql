CREATE TABLE "crm"."calendar_events" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"calendar_id" text NOT NULL,
	"provider_event_id" text NOT NULL,
	"ical_uid" text NOT NULL,
	"series_event_id" text,
	"original_start_at" timestamp (3) with time zone,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL,
	"start_date" text,
	"end_date" text,
	"time_zone" text NOT NULL,
	"status" text NOT NULL,
	"recurrence" text[] NOT NULL,
	"recurs_until" timestamp (3) with time zone,
	"response" text,
	"etag" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"provider_updated_at" timestamp (3) with time zone,
	CONSTRAINT "calendar_events_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "calendar_events_interaction_key" UNIQUE("workspace_id","interaction_id"),
	CONSTRAINT "calendar_events_provider_key" UNIQUE("workspace_id","connection_id","calendar_id","provider_event_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."calendar_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."budget_days" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"day" text NOT NULL,
	"limit_micros" bigint NOT NULL,
	"reserved_micros" bigint DEFAULT 0 NOT NULL,
	"spent_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_days_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "budget_days_day_key" UNIQUE("workspace_id","day")
);
--> statement-breakpoint
ALTER TABLE "crm"."budget_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."chat_messages" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"turn_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"role" text NOT NULL,
	"parts" jsonb NOT NULL,
	CONSTRAINT "chat_messages_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "chat_messages_seq_key" UNIQUE("workspace_id","thread_id","seq")
);
--> statement-breakpoint
ALTER TABLE "crm"."chat_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."chat_threads" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"tainted" boolean DEFAULT false NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "chat_threads_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."chat_threads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."chat_turns" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"client_key" text NOT NULL,
	"status" text NOT NULL,
	"token" uuid,
	"lease_until" timestamp (3) with time zone,
	"stop_requested_at" timestamp (3) with time zone,
	"model" text,
	"usage" jsonb,
	"error" jsonb,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "chat_turns_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "chat_turns_client_key" UNIQUE("workspace_id","user_id","client_key")
);
--> statement-breakpoint
ALTER TABLE "crm"."chat_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."model_usage" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"day" text NOT NULL,
	"use_case" text NOT NULL,
	"model" text NOT NULL,
	"turn_id" uuid,
	"status" text NOT NULL,
	"reserved_micros" bigint NOT NULL,
	"cost_micros" bigint DEFAULT 0 NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"cached_input_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "model_usage_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."connection_secrets" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "connection_secrets_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "connection_secrets_connection_key" UNIQUE("workspace_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "crm"."sync_cursors" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"source" text NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"cursor" text,
	"rule" jsonb,
	"error" jsonb,
	"synced_at" timestamp (3) with time zone,
	CONSTRAINT "sync_cursors_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sync_cursors_part_key" UNIQUE("workspace_id","connection_id","source","part")
);
--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."preview_pages" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"preview_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"item_ids" text[] NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "preview_pages_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "preview_pages_seq_key" UNIQUE("workspace_id","preview_id","seq")
);
--> statement-breakpoint
ALTER TABLE "crm"."preview_pages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."sync_batches" ALTER COLUMN "preview_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."interaction_contents" ADD COLUMN "location" text;--> statement-breakpoint
ALTER TABLE "crm"."interaction_contents" ADD COLUMN "conference_url" text;--> statement-breakpoint
ALTER TABLE "crm"."interaction_participants" ADD COLUMN "response" text;--> statement-breakpoint
ALTER TABLE "crm"."threads" ADD COLUMN "kind" text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."connections" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "crm"."connections" ADD COLUMN "scopes" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."connections" ADD COLUMN "state" text DEFAULT 'active' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."previews" ADD COLUMN "source" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."sync_batches" ADD COLUMN "source" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."calendar_events" ADD CONSTRAINT "calendar_events_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."calendar_events" ADD CONSTRAINT "calendar_events_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."chat_messages" ADD CONSTRAINT "chat_messages_thread_fkey" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "crm"."chat_threads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."chat_messages" ADD CONSTRAINT "chat_messages_turn_fkey" FOREIGN KEY ("workspace_id","turn_id") REFERENCES "crm"."chat_turns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."chat_turns" ADD CONSTRAINT "chat_turns_thread_fkey" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "crm"."chat_threads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."connection_secrets" ADD CONSTRAINT "connection_secrets_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD CONSTRAINT "sync_cursors_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."preview_pages" ADD CONSTRAINT "preview_pages_preview_fkey" FOREIGN KEY ("workspace_id","preview_id") REFERENCES "crm"."previews"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_events_start_idx" ON "crm"."calendar_events" USING btree ("workspace_id","owner_id","start_at","id");--> statement-breakpoint
CREATE INDEX "calendar_events_series_idx" ON "crm"."calendar_events" USING btree ("workspace_id","connection_id","series_event_id");--> statement-breakpoint
CREATE INDEX "chat_messages_turn_idx" ON "crm"."chat_messages" USING btree ("workspace_id","turn_id");--> statement-breakpoint
CREATE INDEX "chat_threads_recent_idx" ON "crm"."chat_threads" USING btree ("workspace_id","user_id","last_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE UNIQUE INDEX "chat_turns_running_key" ON "crm"."chat_turns" USING btree ("workspace_id","thread_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "chat_turns_thread_idx" ON "crm"."chat_turns" USING btree ("workspace_id","thread_id","id");--> statement-breakpoint
CREATE INDEX "model_usage_day_idx" ON "crm"."model_usage" USING btree ("workspace_id","day");--> statement-breakpoint
CREATE INDEX "model_usage_turn_idx" ON "crm"."model_usage" USING btree ("workspace_id","turn_id");--> statement-breakpoint
CREATE INDEX "sync_cursors_owner_idx" ON "crm"."sync_cursors" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connections_account_key" ON "crm"."connections" USING btree ("workspace_id","owner_id","account") WHERE account is not null and not removed;--> statement-breakpoint
CREATE POLICY "calendar_events_select" ON "crm"."calendar_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "calendar_events_insert" ON "crm"."calendar_events" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "calendar_events_update" ON "crm"."calendar_events" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "calendar_events_delete" ON "crm"."calendar_events" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "budget_days_select" ON "crm"."budget_days" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "budget_days_insert" ON "crm"."budget_days" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and true);--> statement-breakpoint
CREATE POLICY "budget_days_update" ON "crm"."budget_days" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and true);--> statement-breakpoint
CREATE POLICY "chat_messages_select" ON "crm"."chat_messages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_messages_insert" ON "crm"."chat_messages" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_messages_update" ON "crm"."chat_messages" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_threads_select" ON "crm"."chat_threads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_threads_insert" ON "crm"."chat_threads" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_threads_update" ON "crm"."chat_threads" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_turns_select" ON "crm"."chat_turns" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_turns_insert" ON "crm"."chat_turns" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "chat_turns_update" ON "crm"."chat_turns" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "model_usage_select" ON "crm"."model_usage" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())));--> statement-breakpoint
CREATE POLICY "model_usage_insert" ON "crm"."model_usage" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "model_usage_update" ON "crm"."model_usage" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "sync_cursors_select" ON "crm"."sync_cursors" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "sync_cursors_insert" ON "crm"."sync_cursors" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "sync_cursors_update" ON "crm"."sync_cursors" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "sync_cursors_delete" ON "crm"."sync_cursors" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_pages_select" ON "crm"."preview_pages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "preview_pages_insert" ON "crm"."preview_pages" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_pages_update" ON "crm"."preview_pages" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_pages_delete" ON "crm"."preview_pages" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));