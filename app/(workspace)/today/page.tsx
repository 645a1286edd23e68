import type { Metadata } from "next";
import { cookies } from "next/headers";

import type { TaskPage } from "#lib/schemas/tasks.ts";
import { type Context, rolePermissions } from "#server/core/index.ts";
import { getToday } from "#server/insights/index.ts";
import { requireSession } from "#server/session/index.ts";
import { listTasks } from "#server/tasks/index.ts";
import { PageBody, PageHeader } from "#components/layout/page-header.tsx";
import { isChecklistHidden } from "#components/today/checklist-cookie.ts";
import { Checklist } from "#components/today/checklist.tsx";
import { DueTasks } from "#components/today/due-tasks.tsx";
import { Quiet } from "#components/today/quiet.tsx";
import { TodayLive } from "#components/today/today-live.tsx";
import { Unanswered } from "#components/today/unanswered.tsx";
import { Upcoming } from "#components/today/upcoming.tsx";
import { WaitingWork } from "#components/today/waiting-work.tsx";
import { Weeks } from "#components/today/weeks.tsx";

export const metadata: Metadata = { title: "Today" };

export default async function TodayPage() {
  const ctx = await requireSession();
  const nowMs = new Date().getTime();
  const [today, tasks, kept] = await Promise.all([getToday(ctx, {}), dueTasks(ctx, nowMs), cookies()]);
  const { checklist } = today;
  // Its steps are a member’s: whoever reads alone sees what others share.
  const hasSteps = rolePermissions[ctx.role].has("sync:write");
  const isNew = hasSteps && checklist.some(({ step, done }) => step === "connect" && !done);
  const isHidden =
    !hasSteps || checklist.every(({ done }) => done) || isChecklistHidden((name) => kept.get(name)?.value);

  return (
    <>
      <PageHeader title="Today" />
      <PageBody>
        <TodayLive awaitsQuestion={!isHidden && checklist.some(({ step, done }) => step === "ask" && !done)}>
          {isNew ? (
            <div className="mx-auto grid max-w-2xl gap-4">
              <DueTasks tasks={tasks} nowMs={nowMs} />
              <Checklist checklist={checklist} isNew />
            </div>
          ) : (
            <div className="grid items-start gap-4 @3xl/page:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="grid min-w-0 gap-4">
                {!isHidden && <Checklist checklist={checklist} isNew={false} />}
                <DueTasks tasks={tasks} nowMs={nowMs} />
                <Upcoming upcoming={today.upcoming} />
                <Unanswered unanswered={today.unanswered} />
                <Weeks weeks={today.weeks} />
              </div>
              <div className="grid min-w-0 gap-4">
                <WaitingWork
                  approvals={today.approvals}
                  connectionsToMend={today.connectionsToMend}
                  jobs={today.jobs}
                  previews={today.previews}
                />
                <Quiet quiet={today.quiet} />
              </div>
            </div>
          )}
        </TodayLive>
      </PageBody>
    </>
  );
}

const dayMs = 86_400_000;

/** One's own, overdue or due in the next 24 hours. */
const dueTasks = (ctx: Context, nowMs: number): Promise<TaskPage> =>
  listTasks(ctx, { mine: "true", dueBy: new Date(nowMs + dayMs).toISOString(), limit: 50 });
