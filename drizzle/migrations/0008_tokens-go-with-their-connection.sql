ALTER TABLE "crm"."connection_secrets" DROP CONSTRAINT "connection_secrets_connection_fkey";
--> statement-breakpoint
ALTER TABLE "crm"."connection_secrets" ADD CONSTRAINT "connection_secrets_connection_fkey" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "crm"."connections"("workspace_id","id") ON DELETE cascade ON UPDATE no action;