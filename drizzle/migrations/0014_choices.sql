ALTER TABLE "crm"."sync_cursors" ADD COLUMN "revoked_rule" jsonb;--> statement-breakpoint
ALTER TABLE "crm"."previews" ADD COLUMN "selection" jsonb;--> statement-breakpoint
ALTER TABLE "crm"."previews" ADD COLUMN "facts" jsonb;