CREATE TABLE "crm"."ignored_addresses" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"value" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ignored_addresses_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "ignored_addresses_value_key" UNIQUE("workspace_id","value")
);
--> statement-breakpoint
ALTER TABLE "crm"."ignored_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."dismissed_suggestions" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"address" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dismissed_suggestions_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "dismissed_suggestions_key" UNIQUE("workspace_id","owner_id","address","kind","value")
);
--> statement-breakpoint
ALTER TABLE "crm"."dismissed_suggestions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."signature_findings" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"owner_id" uuid NOT NULL,
	"audience" text DEFAULT 'workspace' NOT NULL,
	"interaction_id" uuid NOT NULL,
	"address" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"quote" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signature_findings_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "signature_findings_key" UNIQUE("workspace_id","interaction_id","kind","value")
);
--> statement-breakpoint
ALTER TABLE "crm"."signature_findings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."signature_findings" ADD CONSTRAINT "signature_findings_interaction_fkey" FOREIGN KEY ("workspace_id","interaction_id") REFERENCES "crm"."interactions"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signature_findings_address_idx" ON "crm"."signature_findings" USING btree ("workspace_id","address");--> statement-breakpoint
CREATE POLICY "ignored_addresses_select" ON "crm"."ignored_addresses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()));--> statement-breakpoint
CREATE POLICY "ignored_addresses_insert" ON "crm"."ignored_addresses" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "ignored_addresses_update" ON "crm"."ignored_addresses" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "ignored_addresses_delete" ON "crm"."ignored_addresses" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "dismissed_suggestions_select" ON "crm"."dismissed_suggestions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "dismissed_suggestions_insert" ON "crm"."dismissed_suggestions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "dismissed_suggestions_update" ON "crm"."dismissed_suggestions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "dismissed_suggestions_delete" ON "crm"."dismissed_suggestions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience <> 'private' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "signature_findings_select" ON "crm"."signature_findings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())));--> statement-breakpoint
CREATE POLICY "signature_findings_insert" ON "crm"."signature_findings" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "signature_findings_update" ON "crm"."signature_findings" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write())) WITH CHECK (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
CREATE POLICY "signature_findings_delete" ON "crm"."signature_findings" AS PERMISSIVE FOR DELETE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (audience = 'workspace' or owner_id = (select app.user_id())) and (select app.can_write()));--> statement-breakpoint
call app.protect('ignored_addresses', 'ledgered');--> statement-breakpoint
call app.protect('signature_findings', 'derived');--> statement-breakpoint
call app.protect('dismissed_suggestions', 'ledgered');
