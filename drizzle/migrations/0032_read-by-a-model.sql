ALTER TABLE "crm"."signature_findings" ADD COLUMN "model" text;--> statement-breakpoint
ALTER TABLE "crm"."signature_findings" ADD COLUMN "prompt_version" text;