ALTER TABLE "crm"."jobs" ALTER COLUMN "progress_done" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "crm"."jobs" ALTER COLUMN "progress_total" SET DATA TYPE bigint;