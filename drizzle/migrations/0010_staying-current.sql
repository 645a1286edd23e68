ALTER TABLE "crm"."sync_cursors" ADD COLUMN "checked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "pushed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "next_sync_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "watch_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "watch_channel_id" text;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "watch_resource_id" text;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "watch_token_digest" text;--> statement-breakpoint
ALTER TABLE "crm"."sync_cursors" ADD COLUMN "watch_error" jsonb;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "source" text DEFAULT 'file' NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "item_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "labels" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "provider_thread_id" text;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "removed_reason" text;--> statement-breakpoint
ALTER TABLE "crm"."raw_events" ADD COLUMN "presence_set_id" uuid;--> statement-breakpoint
CREATE INDEX "sync_cursors_due_idx" ON "crm"."sync_cursors" USING btree ("next_sync_at") WHERE cursor is not null and rule is not null;--> statement-breakpoint
CREATE INDEX "sync_cursors_watch_idx" ON "crm"."sync_cursors" USING btree ("watch_expires_at") WHERE cursor is not null and rule is not null;--> statement-breakpoint
CREATE INDEX "sync_cursors_channel_idx" ON "crm"."sync_cursors" USING btree ("watch_channel_id") WHERE watch_channel_id is not null;--> statement-breakpoint
CREATE INDEX "connections_account_idx" ON "crm"."connections" USING btree ("account") WHERE account is not null and not removed;--> statement-breakpoint
CREATE INDEX "raw_events_day_idx" ON "crm"."raw_events" USING btree ("workspace_id","connection_id","source","item_at");--> statement-breakpoint
CREATE INDEX "raw_events_presence_idx" ON "crm"."raw_events" USING btree ("workspace_id","presence_set_id") WHERE presence_set_id is not null;
--> statement-breakpoint
-- What is stored already: its source from its import, its day from the mail or meeting it became.
update crm.raw_events r set source = b.source from crm.sync_batches b
where b.workspace_id = r.workspace_id and b.id = r.batch_id and b.source <> 'file';
--> statement-breakpoint
update crm.raw_events r set item_at = coalesce(e.start_at, i.occurred_at)
from crm.interactions i left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
where i.workspace_id = r.workspace_id and i.id = r.interaction_id;
--> statement-breakpoint
-- No history goes back to 1: the next sync compares the whole mailbox, and so learns its labels and what was thrown away.
update crm.sync_cursors set cursor = '1' where source = 'gmail' and cursor is not null;
