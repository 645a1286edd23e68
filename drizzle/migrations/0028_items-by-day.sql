DROP INDEX "crm"."raw_events_day_idx";--> statement-breakpoint
CREATE INDEX "raw_events_source_day_idx" ON "crm"."raw_events" USING btree ("workspace_id","source","connection_id","item_at");