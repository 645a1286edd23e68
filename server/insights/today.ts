import { Today, TodayInput } from "#lib/schemas/insights.ts";
import { operation } from "#server/core/index.ts";
import { listThreads } from "#server/interactions/index.ts";

import { readChecklist } from "./checklist.ts";
import { readQuiet } from "./quiet.ts";
import { readUpcoming } from "./upcoming.ts";
import { readApprovals, readConnectionsToMend, readPreviews, readUnfinishedJobs } from "./waiting-work.ts";
import { readWeeks } from "./weeks.ts";

const unansweredAtMost = 10;
const weeksTold = 4;

export const getToday = operation({
  name: "today.get",
  summary: "What waits for you today: events, unanswered mail, quiet people, approvals, jobs, and your weeks",
  guidance: "Answers what the day holds and whom to write to.",
  input: TodayInput,
  output: Today,
  permission: "insights:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/today" },
  // Half a year of weeks is a picture, and the first steps are the page's.
  forModel: ({ checklist: _, weeks, ...today }) => ({ ...today, weeks: weeks.slice(-weeksTold) }),
  async run({ ctx, tx }) {
    const userId = ctx.user.id;
    const now = new Date();
    const unanswered = await listThreads(ctx, { filter: "waiting", limit: unansweredAtMost });
    return {
      upcoming: await readUpcoming(ctx, now),
      unanswered: { items: unanswered.items, more: unanswered.nextCursor !== null },
      quiet: await readQuiet(tx, userId),
      approvals: await readApprovals(tx, userId),
      connectionsToMend: await readConnectionsToMend(tx, userId),
      previews: await readPreviews(tx, userId),
      jobs: await readUnfinishedJobs(tx, userId),
      weeks: await readWeeks(tx, userId, now),
      checklist: await readChecklist(tx, userId),
    };
  },
});
