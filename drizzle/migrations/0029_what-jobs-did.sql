CREATE TABLE "crm"."job_log_entries" (
	"id" uuid NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event" text NOT NULL,
	"attempt" integer NOT NULL,
	"message" text,
	"progress_done" bigint NOT NULL,
	"progress_total" bigint NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "job_log_entries_pkey" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "job_log_entries_key" UNIQUE("workspace_id","job_id","seq")
);
--> statement-breakpoint
ALTER TABLE "crm"."job_log_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "crm"."raw_events_batch_idx";--> statement-breakpoint
ALTER TABLE "crm"."job_log_entries" ADD CONSTRAINT "job_log_entries_job_fkey" FOREIGN KEY ("workspace_id","job_id") REFERENCES "crm"."jobs"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "change_sets_job_idx" ON "crm"."change_sets" USING btree ("workspace_id",(actor ->> 'jobId')) WHERE actor ->> 'kind' = 'job';--> statement-breakpoint
CREATE INDEX "sync_batches_job_idx" ON "crm"."sync_batches" USING btree ("workspace_id","job_id");--> statement-breakpoint
CREATE INDEX "sync_batches_undo_job_idx" ON "crm"."sync_batches" USING btree ("workspace_id","undo_job_id") WHERE undo_job_id is not null;--> statement-breakpoint
CREATE INDEX "raw_events_batch_idx" ON "crm"."raw_events" USING btree ("workspace_id","batch_id","item_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE POLICY "job_log_entries_select" ON "crm"."job_log_entries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (workspace_id = (select app.workspace_id()) and (user_id = (select app.user_id()) or (select app.is_admin())));--> statement-breakpoint
call app.protect('job_log_entries', 'operational');--> statement-breakpoint

-- Writes down what became of a job. A job that only let others go first goes on in the same line; of each the newest 200 stay.
create function app.log_job() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  last record;
  said text;
  words text := new.error ->> 'message';
begin
  select e.seq, e.event into last from crm.job_log_entries e
  where e.workspace_id = new.workspace_id and e.job_id = new.id order by e.seq desc limit 1;
  said := case
    when tg_op = 'INSERT' then 'asked'
    when old.status <> new.status then case new.status
      when 'running' then case when coalesce(last.event, 'asked') in ('asked', 'askedAgain', 'resumed', 'retry', 'waits') then 'started' end
      when 'queued' then case
        when old.status in ('failed', 'cancelled') then 'askedAgain'
        when old.status = 'paused' then 'resumed'
        when new.attempt > old.attempt then 'retry'
        when new.error is not null and new.run_at > now() then 'waits' end
      else new.status end
    when new.status = 'running' and old.claim_token is distinct from new.claim_token then 'takenOver'
    when old.cancel_requested_at is null and new.cancel_requested_at is not null then 'stopAsked'
    else 'progress' end;
  if said is null then
    return null;
  end if;
  insert into crm.job_log_entries (id, workspace_id, created_at, user_id, job_id, seq, event, attempt, message, progress_done, progress_total, due_at)
  values (gen_random_uuid(), new.workspace_id, clock_timestamp(), new.user_id, new.id, coalesce(last.seq, 0) + 1, said,
    case when said = 'retry' then new.attempt else new.attempt + 1 end,
    case when said in ('waits', 'retry', 'paused', 'failed') then words end, new.progress_done, new.progress_total,
    case when new.status = 'queued' and new.run_at > clock_timestamp() then new.run_at end);
  delete from crm.job_log_entries e
  where e.workspace_id = new.workspace_id and e.job_id = new.id and e.seq = coalesce(last.seq, 0) + 1 - 200;
  return null;
end $$;
--> statement-breakpoint
create trigger log_asked after insert on crm.jobs for each row execute function app.log_job();
--> statement-breakpoint

-- Whether the log says more of it: a step only moves the progress, and of a hundred items or more each tenth is told.
create function app.is_news(old crm.jobs, new crm.jobs) returns boolean language sql immutable as $$
  select old.status <> new.status
    or (new.status = 'running' and old.claim_token is distinct from new.claim_token)
    or (old.cancel_requested_at is null and new.cancel_requested_at is not null)
    or (new.progress_total >= 100
      and new.progress_done * 10 / new.progress_total > old.progress_done * 10 / greatest(old.progress_total, new.progress_total))
$$;
--> statement-breakpoint
create trigger log_became after update of status, claim_token, cancel_requested_at, progress_done on crm.jobs
for each row when (app.is_news(old, new)) execute function app.log_job();
--> statement-breakpoint
revoke execute on function app.log_job(), app.is_news(crm.jobs, crm.jobs) from public;--> statement-breakpoint
grant execute on function app.is_news(crm.jobs, crm.jobs) to authenticated;
