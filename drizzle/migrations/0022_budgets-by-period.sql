DROP POLICY "budget_days_select" ON "crm"."budget_days" CASCADE;--> statement-breakpoint
DROP POLICY "budget_days_insert" ON "crm"."budget_days" CASCADE;--> statement-breakpoint
DROP POLICY "budget_days_update" ON "crm"."budget_days" CASCADE;--> statement-breakpoint
DROP TABLE "crm"."budget_days" CASCADE;