ALTER TABLE "crm"."uploads" ALTER COLUMN "connection_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."uploads" ADD COLUMN "mailbox" text[];