CREATE SCHEMA "crm";
--> statement-breakpoint
CREATE SEQUENCE "crm"."change_item_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "crm"."contact_stats" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"contact_id" uuid NOT NULL,
	"first_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"last_inbound_at" timestamp (3) with time zone,
	"last_outbound_at" timestamp (3) with time zone,
	"inbound_count" integer DEFAULT 0 NOT NULL,
	"outbound_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "contact_stats_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_stats_contact_key" UNIQUE("workspace_id","contact_id","owner_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."contact_stats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."interaction_contents" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"snippet" text NOT NULL,
	"body" text NOT NULL,
	"quoted" text NOT NULL,
	"signature" text NOT NULL,
	"attachments" jsonb NOT NULL,
	"warnings" text[] NOT NULL,
	CONSTRAINT "interaction_contents_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "interaction_contents_interaction_key" UNIQUE("workspace_id","interaction_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."interaction_contents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."interaction_participants" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"contact_id" uuid,
	"role" text NOT NULL,
	"address" text NOT NULL,
	"name" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "interaction_participants_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "interaction_participants_key" UNIQUE("workspace_id","interaction_id","role","address")
);
--> statement-breakpoint
ALTER TABLE "crm"."interaction_participants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."interactions" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"thread_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"sender_kind" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"message_key" text NOT NULL,
	"batch_id" uuid NOT NULL,
	CONSTRAINT "interactions_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "interactions_message_key" UNIQUE("workspace_id","owner_id","message_key")
);
--> statement-breakpoint
ALTER TABLE "crm"."interactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."thread_keys" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"thread_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "thread_keys_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "thread_keys_key" UNIQUE("workspace_id","owner_id","key")
);
--> statement-breakpoint
ALTER TABLE "crm"."thread_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."threads" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"first_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone,
	"message_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "threads_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."threads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."job_items" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"input" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"result" jsonb,
	"error" jsonb,
	CONSTRAINT "job_items_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "job_items_key" UNIQUE("workspace_id","job_id","key")
);
--> statement-breakpoint
ALTER TABLE "crm"."job_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."jobs" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"key" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"attempts_max" integer NOT NULL,
	"run_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"claim_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"takeovers" integer DEFAULT 0 NOT NULL,
	"cancel_requested_at" timestamp (3) with time zone,
	"progress_done" integer DEFAULT 0 NOT NULL,
	"progress_total" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error" jsonb,
	"change_set_id" uuid,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "jobs_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."outbox" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"dispatched_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."change_items" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"change_set_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"table_name" text NOT NULL,
	"row_id" uuid,
	"op" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"version" integer,
	"row_count" integer DEFAULT 1 NOT NULL,
	"owner_id" uuid,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"salt" uuid,
	"digest" "bytea" NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "change_items_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."change_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."change_sets" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"actor" jsonb NOT NULL,
	"reason" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"item_count" integer DEFAULT 0 NOT NULL,
	"reverts_id" uuid,
	"reverted_by_id" uuid,
	"sealed_at" timestamp (3) with time zone,
	CONSTRAINT "change_sets_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."change_sets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."proposals" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"steps" jsonb NOT NULL,
	"source" jsonb NOT NULL,
	"excerpts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source_key" text NOT NULL,
	"outcome" jsonb,
	"change_set_id" uuid,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "proposals_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."companies" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"origin" text DEFAULT 'person' NOT NULL,
	"batch_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."companies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."connections" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"provider" text NOT NULL,
	"label" text NOT NULL,
	"addresses" text[] NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."contact_identities" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"batch_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_identities_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."contact_identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."contact_tags" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"contact_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_tags_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_tags_key" UNIQUE("workspace_id","contact_id","tag_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."contact_tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."contacts" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"display_name" text NOT NULL,
	"primary_email" text,
	"title" text,
	"company_id" uuid,
	"origin" text DEFAULT 'person' NOT NULL,
	"batch_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."notes" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"contact_id" uuid,
	"company_id" uuid,
	"body" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notes_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."tags" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"color" text DEFAULT 'grey' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tags_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."tasks" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"title" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"contact_id" uuid,
	"company_id" uuid,
	"assignee_id" uuid,
	"deleted_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."preview_items" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"preview_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"seq" integer NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"why" text NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "preview_items_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "preview_items_seq_key" UNIQUE("workspace_id","preview_id","kind","seq")
);
--> statement-breakpoint
ALTER TABLE "crm"."preview_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."previews" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"job_id" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"controls" jsonb NOT NULL,
	"counts" jsonb,
	"result" jsonb,
	"hash" text,
	"error" jsonb,
	CONSTRAINT "previews_pkey" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."previews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."raw_events" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"provider_item_id" text NOT NULL,
	"message_key" text,
	"interaction_id" uuid,
	"status" text NOT NULL,
	"reason" text,
	"byte_size" bigint NOT NULL,
	"encoding" text DEFAULT 'none' NOT NULL,
	"payload" "bytea",
	CONSTRAINT "raw_events_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "raw_events_item_key" UNIQUE("workspace_id","connection_id","provider_item_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."sync_batches" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"preview_id" uuid NOT NULL,
	"job_id" uuid,
	"change_set_id" uuid,
	"undo_change_set_id" uuid,
	"undo_job_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"stored" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"contacts" integer DEFAULT 0 NOT NULL,
	"companies" integer DEFAULT 0 NOT NULL,
	"skipped_by" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"cursor" jsonb DEFAULT '{"offset":0,"ordinal":0}'::jsonb NOT NULL,
	"kept" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "sync_batches_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sync_batches_preview_key" UNIQUE("workspace_id","preview_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."sync_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."uploads" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"connection_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"file_name" text NOT NULL,
	"file_kind" text,
	"byte_size" bigint NOT NULL,
	"digest" text,
	"received_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "uploads_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "uploads_connection_key" UNIQUE("workspace_id","connection_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."api_keys" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "api_keys_prefix_key" UNIQUE("workspace_id","prefix")
);
--> statement-breakpoint
ALTER TABLE "crm"."api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."effects" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"request" jsonb NOT NULL,
	"response" jsonb,
	"change_set_id" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "effects_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "effects_key" UNIQUE("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "crm"."effects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."idempotency_keys" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" jsonb,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "idempotency_keys_key" UNIQUE("workspace_id","user_id","operation","key")
);
--> statement-breakpoint
ALTER TABLE "crm"."idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."members" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "members_user_key" UNIQUE("workspace_id","user_id"),
	CONSTRAINT "members_role_check" CHECK ("crm"."members"."role" in ('owner', 'admin', 'member', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "crm"."members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."profiles" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"display_name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profiles_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "profiles_user_key" UNIQUE("workspace_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."workspaces" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"created_for" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspaces_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "workspaces_created_for_key" UNIQUE("created_for"),
	CONSTRAINT "workspaces_is_own_tenant" CHECK ("crm"."workspaces"."id" = "crm"."workspaces"."workspace_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."workspaces" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."contact_stats" ADD CONSTRAINT "contact_stats_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."interaction_contents" ADD CONSTRAINT "interaction_contents_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."interaction_participants" ADD CONSTRAINT "interaction_participants_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."interaction_participants" ADD CONSTRAINT "interaction_participants_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."interactions" ADD CONSTRAINT "interactions_thread_fkey" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "crm"."threads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."thread_keys" ADD CONSTRAINT "thread_keys_thread_fkey" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "crm"."threads"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."job_items" ADD CONSTRAINT "job_items_job_fkey" FOREIGN KEY ("workspace_id","job_id") REFERENCES "crm"."jobs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."contact_identities" ADD CONSTRAINT "contact_identities_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."contact_tags" ADD CONSTRAINT "contact_tags_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."contact_tags" ADD CONSTRAINT "contact_tags_tag_fkey" FOREIGN KEY ("workspace_id","tag_id") REFERENCES "crm"."tags"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."contacts" ADD CONSTRAINT "contacts_company_fkey" FOREIGN KEY ("workspace_id","company_id") REFERENCES "crm"."companies"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."notes" ADD CONSTRAINT "notes_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."notes" ADD CONSTRAINT "notes_company_fkey" FOREIGN KEY ("workspace_id","company_id") REFERENCES "crm"."companies"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."tasks" ADD CONSTRAINT "tasks_contact_fkey" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "crm"."contacts"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."tasks" ADD CONSTRAINT "tasks_company_fkey" FOREIGN KEY ("workspace_id","company_id") REFERENCES "crm"."companies"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."preview_items" ADD CONSTRAINT "preview_items_preview_fkey" FOREIGN KEY ("workspace_id","preview_id") REFERENCES "crm"."previews"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."previews" ADD CONSTRAINT "previews_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD CONSTRAINT "raw_events_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD CONSTRAINT "raw_events_batch_fkey" FOREIGN KEY ("workspace_id","batch_id") REFERENCES "crm"."sync_batches"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."sync_batches" ADD CONSTRAINT "sync_batches_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."sync_batches" ADD CONSTRAINT "sync_batches_preview_fkey" FOREIGN KEY ("workspace_id","preview_id") REFERENCES "crm"."previews"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."uploads" ADD CONSTRAINT "uploads_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_stats_last_idx" ON "crm"."contact_stats" USING btree ("workspace_id","last_at" DESC NULLS LAST,"contact_id");--> statement-breakpoint
CREATE INDEX "interaction_participants_timeline_idx" ON "crm"."interaction_participants" USING btree ("workspace_id","contact_id","occurred_at" DESC NULLS FIRST,"interaction_id");--> statement-breakpoint
CREATE INDEX "interaction_participants_address_idx" ON "crm"."interaction_participants" USING btree ("workspace_id","address");--> statement-breakpoint
CREATE INDEX "interactions_thread_idx" ON "crm"."interactions" USING btree ("workspace_id","thread_id","occurred_at");--> statement-breakpoint
CREATE INDEX "interactions_batch_idx" ON "crm"."interactions" USING btree ("workspace_id","batch_id");--> statement-breakpoint
CREATE INDEX "thread_keys_thread_idx" ON "crm"."thread_keys" USING btree ("workspace_id","thread_id");--> statement-breakpoint
CREATE INDEX "threads_recent_idx" ON "crm"."threads" USING btree ("workspace_id","owner_id","last_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "job_items_seq_idx" ON "crm"."job_items" USING btree ("workspace_id","job_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "crm"."jobs" USING btree ("workspace_id","kind","key") WHERE status in ('queued', 'running', 'paused');--> statement-breakpoint
CREATE INDEX "jobs_recent_idx" ON "crm"."jobs" USING btree ("workspace_id","user_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "jobs_due_idx" ON "crm"."jobs" USING btree ("run_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "jobs_lease_idx" ON "crm"."jobs" USING btree ("lease_until") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "jobs_change_set_idx" ON "crm"."jobs" USING btree ("workspace_id","change_set_id");--> statement-breakpoint
CREATE INDEX "outbox_waiting_idx" ON "crm"."outbox" USING btree ("due_at") WHERE dispatched_at is null;--> statement-breakpoint
CREATE INDEX "outbox_recent_idx" ON "crm"."outbox" USING btree ("workspace_id","user_id","id");--> statement-breakpoint
CREATE INDEX "change_items_set_idx" ON "crm"."change_items" USING btree ("workspace_id","change_set_id","seq");--> statement-breakpoint
CREATE INDEX "change_items_row_idx" ON "crm"."change_items" USING btree ("workspace_id","row_id","seq" DESC NULLS FIRST) WHERE "crm"."change_items"."row_id" is not null;--> statement-breakpoint
CREATE INDEX "change_sets_recent_idx" ON "crm"."change_sets" USING btree ("workspace_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "change_sets_reverts_idx" ON "crm"."change_sets" USING btree ("workspace_id","reverts_id");--> statement-breakpoint
CREATE INDEX "proposals_status_idx" ON "crm"."proposals" USING btree ("workspace_id","user_id","status","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_source_key" ON "crm"."proposals" USING btree ("workspace_id","user_id","source_key");--> statement-breakpoint
CREATE INDEX "proposals_change_set_idx" ON "crm"."proposals" USING btree ("workspace_id","change_set_id");--> statement-breakpoint
CREATE UNIQUE INDEX "companies_domain_key" ON "crm"."companies" USING btree ("workspace_id",(case when audience = 'private' then owner_id else '00000000-0000-0000-0000-000000000000'::uuid end),"domain") WHERE deleted_at is null and domain is not null;--> statement-breakpoint
CREATE INDEX "companies_name_idx" ON "crm"."companies" USING btree ("workspace_id",name collate "und-x-icu","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "companies_batch_idx" ON "crm"."companies" USING btree ("workspace_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "connections_recent_idx" ON "crm"."connections" USING btree ("workspace_id","owner_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "contact_identities_value_key" ON "crm"."contact_identities" USING btree ("workspace_id",(case when audience = 'private' then owner_id else '00000000-0000-0000-0000-000000000000'::uuid end),"kind","value") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contact_identities_contact_idx" ON "crm"."contact_identities" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "contact_tags_tag_idx" ON "crm"."contact_tags" USING btree ("workspace_id","tag_id");--> statement-breakpoint
CREATE INDEX "contacts_company_idx" ON "crm"."contacts" USING btree ("workspace_id","company_id");--> statement-breakpoint
CREATE INDEX "contacts_name_idx" ON "crm"."contacts" USING btree ("workspace_id",display_name collate "und-x-icu","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contacts_recent_idx" ON "crm"."contacts" USING btree ("workspace_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "contacts_batch_idx" ON "crm"."contacts" USING btree ("workspace_id","batch_id") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "notes_contact_idx" ON "crm"."notes" USING btree ("workspace_id","contact_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notes_company_idx" ON "crm"."notes" USING btree ("workspace_id","company_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notes_recent_idx" ON "crm"."notes" USING btree ("workspace_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_key" ON "crm"."tags" USING btree ("workspace_id",lower(name));--> statement-breakpoint
CREATE INDEX "tasks_contact_idx" ON "crm"."tasks" USING btree ("workspace_id","contact_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tasks_company_idx" ON "crm"."tasks" USING btree ("workspace_id","company_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "tasks_due_idx" ON "crm"."tasks" USING btree ("workspace_id",(case when due_at is null then 'infinity'::timestamptz else due_at end),"id") WHERE deleted_at is null and done_at is null;--> statement-breakpoint
CREATE INDEX "tasks_recent_idx" ON "crm"."tasks" USING btree ("workspace_id","id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "preview_items_key_idx" ON "crm"."preview_items" USING btree ("workspace_id","preview_id","kind","key");--> statement-breakpoint
CREATE INDEX "previews_connection_idx" ON "crm"."previews" USING btree ("workspace_id","connection_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "raw_events_batch_idx" ON "crm"."raw_events" USING btree ("workspace_id","batch_id");--> statement-breakpoint
CREATE INDEX "raw_events_interaction_idx" ON "crm"."raw_events" USING btree ("workspace_id","interaction_id");--> statement-breakpoint
CREATE INDEX "sync_batches_connection_idx" ON "crm"."sync_batches" USING btree ("workspace_id","connection_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sync_batches_change_set_idx" ON "crm"."sync_batches" USING btree ("workspace_id","change_set_id");--> statement-breakpoint
CREATE INDEX "sync_batches_recent_idx" ON "crm"."sync_batches" USING btree ("workspace_id","owner_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "api_keys_prefix_idx" ON "crm"."api_keys" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "api_keys_user_idx" ON "crm"."api_keys" USING btree ("workspace_id","user_id","id");--> statement-breakpoint
CREATE INDEX "effects_change_set_idx" ON "crm"."effects" USING btree ("workspace_id","change_set_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry_idx" ON "crm"."idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "members_user_idx" ON "crm"."members" USING btree ("user_id");--> statement-breakpoint
CREATE POLICY "contact_stats_select" ON "crm"."contact_stats" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "contact_stats_insert" ON "crm"."contact_stats" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_stats_update" ON "crm"."contact_stats" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_stats_delete" ON "crm"."contact_stats" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_contents_select" ON "crm"."interaction_contents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "interaction_contents_insert" ON "crm"."interaction_contents" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_contents_update" ON "crm"."interaction_contents" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_contents_delete" ON "crm"."interaction_contents" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_participants_select" ON "crm"."interaction_participants" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "interaction_participants_insert" ON "crm"."interaction_participants" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_participants_update" ON "crm"."interaction_participants" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interaction_participants_delete" ON "crm"."interaction_participants" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interactions_select" ON "crm"."interactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "interactions_insert" ON "crm"."interactions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interactions_update" ON "crm"."interactions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "interactions_delete" ON "crm"."interactions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "thread_keys_select" ON "crm"."thread_keys" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "thread_keys_insert" ON "crm"."thread_keys" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "thread_keys_update" ON "crm"."thread_keys" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "thread_keys_delete" ON "crm"."thread_keys" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "threads_select" ON "crm"."threads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "threads_insert" ON "crm"."threads" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "threads_update" ON "crm"."threads" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "threads_delete" ON "crm"."threads" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "job_items_select" ON "crm"."job_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())));--> statement-breakpoint
CREATE POLICY "job_items_insert" ON "crm"."job_items" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "job_items_update" ON "crm"."job_items" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true);--> statement-breakpoint
CREATE POLICY "jobs_select" ON "crm"."jobs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())));--> statement-breakpoint
CREATE POLICY "jobs_insert" ON "crm"."jobs" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "jobs_update" ON "crm"."jobs" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true);--> statement-breakpoint
CREATE POLICY "outbox_select" ON "crm"."outbox" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "outbox_insert" ON "crm"."outbox" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "change_items_select" ON "crm"."change_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "change_sets_select" ON "crm"."change_sets" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "proposals_select" ON "crm"."proposals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "proposals_insert" ON "crm"."proposals" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "proposals_update" ON "crm"."proposals" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "companies_select" ON "crm"."companies" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "companies_insert" ON "crm"."companies" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "companies_update" ON "crm"."companies" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "companies_delete" ON "crm"."companies" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "connections_select" ON "crm"."connections" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "connections_insert" ON "crm"."connections" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "connections_update" ON "crm"."connections" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "connections_delete" ON "crm"."connections" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_identities_select" ON "crm"."contact_identities" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "contact_identities_insert" ON "crm"."contact_identities" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_identities_update" ON "crm"."contact_identities" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_identities_delete" ON "crm"."contact_identities" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_tags_select" ON "crm"."contact_tags" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "contact_tags_insert" ON "crm"."contact_tags" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_tags_update" ON "crm"."contact_tags" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contact_tags_delete" ON "crm"."contact_tags" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contacts_select" ON "crm"."contacts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "contacts_insert" ON "crm"."contacts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contacts_update" ON "crm"."contacts" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "contacts_delete" ON "crm"."contacts" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "notes_select" ON "crm"."notes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "notes_insert" ON "crm"."notes" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "notes_update" ON "crm"."notes" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "notes_delete" ON "crm"."notes" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tags_select" ON "crm"."tags" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "tags_insert" ON "crm"."tags" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tags_update" ON "crm"."tags" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tags_delete" ON "crm"."tags" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tasks_select" ON "crm"."tasks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "tasks_insert" ON "crm"."tasks" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tasks_update" ON "crm"."tasks" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "tasks_delete" ON "crm"."tasks" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_items_select" ON "crm"."preview_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "preview_items_insert" ON "crm"."preview_items" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_items_update" ON "crm"."preview_items" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "preview_items_delete" ON "crm"."preview_items" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "previews_select" ON "crm"."previews" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "previews_insert" ON "crm"."previews" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "previews_update" ON "crm"."previews" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "previews_delete" ON "crm"."previews" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "raw_events_select" ON "crm"."raw_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "raw_events_insert" ON "crm"."raw_events" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "raw_events_update" ON "crm"."raw_events" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "raw_events_delete" ON "crm"."raw_events" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "sync_batches_select" ON "crm"."sync_batches" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "sync_batches_insert" ON "crm"."sync_batches" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "sync_batches_update" ON "crm"."sync_batches" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "sync_batches_delete" ON "crm"."sync_batches" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "uploads_select" ON "crm"."uploads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "uploads_insert" ON "crm"."uploads" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "uploads_update" ON "crm"."uploads" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "uploads_delete" ON "crm"."uploads" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "api_keys_select" ON "crm"."api_keys" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())));--> statement-breakpoint
CREATE POLICY "api_keys_insert" ON "crm"."api_keys" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "api_keys_update" ON "crm"."api_keys" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())) and true);--> statement-breakpoint
CREATE POLICY "effects_select" ON "crm"."effects" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "effects_insert" ON "crm"."effects" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "effects_update" ON "crm"."effects" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "idempotency_keys_select" ON "crm"."idempotency_keys" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "idempotency_keys_insert" ON "crm"."idempotency_keys" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and true);--> statement-breakpoint
CREATE POLICY "idempotency_keys_update" ON "crm"."idempotency_keys" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and true) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and true);--> statement-breakpoint
CREATE POLICY "idempotency_keys_delete" ON "crm"."idempotency_keys" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and true);--> statement-breakpoint
CREATE POLICY "members_select" ON "crm"."members" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "members_insert" ON "crm"."members" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.is_admin()));--> statement-breakpoint
CREATE POLICY "members_update" ON "crm"."members" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.is_admin())) WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.is_admin()));--> statement-breakpoint
CREATE POLICY "members_delete" ON "crm"."members" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.is_admin()));--> statement-breakpoint
CREATE POLICY "profiles_select" ON "crm"."profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "profiles_insert" ON "crm"."profiles" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "profiles_update" ON "crm"."profiles" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "workspaces_select" ON "crm"."workspaces" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "workspaces_update" ON "crm"."workspaces" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.is_admin())) WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.is_admin()));