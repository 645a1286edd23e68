CREATE TABLE "crm"."model_results" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"model" text NOT NULL,
	"value" jsonb NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_results_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "model_results_digest_key" UNIQUE("workspace_id","user_id","digest")
);
--> statement-breakpoint
ALTER TABLE "crm"."model_results" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "crm"."model_usage" ADD COLUMN "reused" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "model_results_used_idx" ON "crm"."model_results" USING btree ("used_at");--> statement-breakpoint
CREATE POLICY "model_results_select" ON "crm"."model_results" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "model_results_insert" ON "crm"."model_results" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
CREATE POLICY "model_results_update" ON "crm"."model_results" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id())) WITH CHECK (workspace_id = (select app.workspace_id()) and user_id = (select app.user_id()) and user_id = (select app.user_id()));--> statement-breakpoint
call app.protect('model_results', 'operational');
