ALTER TABLE "crm"."effects" ADD COLUMN "held_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."effects" ADD COLUMN "begun_at" timestamp (3) with time zone;