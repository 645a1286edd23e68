import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { type Happening, histories } from "#local/testing/sync-model/history.ts";
import { standingAtGoogle } from "#local/testing/sync-model/oracle.ts";
import { standingHere } from "#local/testing/sync-model/standing-here.ts";
import { World } from "#local/testing/sync-model/world.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { GoogleError } from "#server/google/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import type * as Standing from "../mail/standing.ts";
import type * as ReadHistory from "../mail/read-history.ts";
import type * as Plan from "../mail/plan.ts";
import type * as ListMailbox from "../mail/list-mailbox.ts";
import type * as RemovedBy from "../../gmail/removed-by.ts";
import type * as Stats from "../../import/stats.ts";
import type * as ListCalendar from "../../events/list-calendar.ts";
import type * as Rules from "../../rules.ts";
import type * as Heir from "../events/heir.ts";
import type * as EventChoice from "../../events/event-choice.ts";
import type * as TakeOver from "../take-over.ts";

/** Bugs that the model has to find, each planted where sync could have it. */
const bugs = [
  "deletions are ignored",
  "lost labels are kept",
  "the cursor goes ahead of what it stands for",
  "the second page of a history is skipped",
  "an old history counts as nothing new",
  "what comes back is counted twice",
  "occurrences that differ are lost",
  "events that are called off go on",
  "what leaves the bin stays away",
  "drafts are taken for mail",
  "a whole comparison does not miss what is gone",
  "an old sync token counts as nothing new",
  "a whole comparison learns no labels",
  "what one calendar calls off is gone from the other",
  "what moves to another calendar is lost",
  "what is unticked is followed on",
  "what becomes private or declined goes on",
  "what was called off before its series came is not asked for",
] as const;
type Bug = (typeof bugs)[number];
const planted = vi.hoisted(() => ({ bug: null as string | null }));
const has = (bug: Bug) => planted.bug === bug;

vi.mock("../mail/standing.ts", async (original) => {
  const real = await original<typeof Standing>();
  const foldChanges: typeof real.foldChanges = (changes) =>
    real.foldChanges(
      changes.filter(
        ({ kind }) =>
          !(has("deletions are ignored") && kind === "deleted") &&
          !(has("lost labels are kept") && kind === "labelsRemoved"),
      ),
    );
  return { ...real, foldChanges };
});
vi.mock("../mail/read-history.ts", async (original) => {
  const real = await original<typeof ReadHistory>();
  const readHistory: typeof real.readHistory = async (mailbox, cursor) => {
    if (has("the second page of a history is skipped")) {
      const page = await mailbox.history(cursor, null);
      return { changes: page.changes, historyId: page.historyId };
    }
    const read = real.readHistory(mailbox, cursor);
    if (has("an old history counts as nothing new")) {
      return read.catch(async (error: unknown) => {
        if (!(error instanceof GoogleError) || error.kind !== "not_found") throw error;
        return { changes: [], historyId: (await mailbox.profile()).historyId };
      });
    }
    const { changes, historyId } = await read;
    if (has("the cursor goes ahead of what it stands for")) {
      await systemPool().db.execute(
        sql`update crm.sync_cursors set cursor = ${historyId} where source = 'gmail' and cursor = ${cursor} and checked_at > now() - interval '10 seconds'`,
      );
    }
    return { changes, historyId };
  };
  return { ...real, readHistory };
});
vi.mock("../mail/plan.ts", async (original) => {
  const real = await original<typeof Plan>();
  const planOfChanges: typeof real.planOfChanges = (deltas, stored) => {
    const plan = real.planOfChanges(deltas, stored);
    return has("what leaves the bin stays away") ? { ...plan, bringBack: [] } : plan;
  };
  const planOfListing: typeof real.planOfListing = (listed, stored) => {
    const plan = real.planOfListing(listed, stored);
    return has("a whole comparison does not miss what is gone") ? { ...plan, takeOff: [] } : plan;
  };
  return { ...real, planOfChanges, planOfListing };
});
vi.mock("../mail/list-mailbox.ts", async (original) => {
  const real = await original<typeof ListMailbox>();
  const listWithLabels: typeof real.listWithLabels = async (job, mailbox) => {
    const { listed, whole } = await real.listWithLabels(job, mailbox);
    if (has("a whole comparison learns no labels")) for (const one of listed.values()) one.labels = [];
    return { listed, whole };
  };
  return { ...real, listWithLabels };
});
vi.mock("../../gmail/removed-by.ts", async (original) => {
  const real = await original<typeof RemovedBy>();
  const removedBy: typeof real.removedBy = (labels) => {
    const removed = real.removedBy(labels);
    return has("drafts are taken for mail") && removed === "draft" ? null : removed;
  };
  return { removedBy };
});
vi.mock("../../import/stats.ts", async (original) => {
  const real = await original<typeof Stats>();
  const addStats: typeof real.addStats = async (tx, scope, touches) => {
    await real.addStats(tx, scope, touches);
    if (has("what comes back is counted twice")) await real.addStats(tx, scope, touches);
  };
  return { ...real, addStats };
});
vi.mock("../../events/list-calendar.ts", async (original) => {
  const real = await original<typeof ListCalendar>();
  const listCalendar: typeof real.listCalendar = async (calendar, id, syncToken, onPage) => {
    const list = real.listCalendar(calendar, id, syncToken, onPage);
    if (has("an old sync token counts as nothing new") && syncToken !== null) {
      return list.catch(async (error: unknown) => {
        if (!(error instanceof GoogleError) || error.kind !== "gone") throw error;
        return { ...(await real.listCalendar(calendar, id, null)), events: [] };
      });
    }
    const listed = await list;
    const events = listed.events.filter(
      (event) =>
        !(has("occurrences that differ are lost") && event["recurringEventId"] !== undefined) &&
        !(has("events that are called off go on") && event["status"] === "cancelled"),
    );
    return { ...listed, events };
  };
  const occurrencesOf: typeof real.occurrencesOf = async (...given) =>
    has("what was called off before its series came is not asked for") ? [] : real.occurrencesOf(...given);
  return { ...real, listCalendar, occurrencesOf };
});
vi.mock("../events/heir.ts", async (original) => {
  const real = await original<typeof Heir>();
  const heirOf: typeof real.heirOf = async (...given) =>
    has("what one calendar calls off is gone from the other") ? null : real.heirOf(...given);
  return { heirOf };
});
vi.mock("../../events/event-choice.ts", async (original) => {
  const real = await original<typeof EventChoice>();
  const leftOutOf: typeof real.leftOutOf = (...given) =>
    has("what becomes private or declined goes on") ? null : real.leftOutOf(...given);
  return { ...real, leftOutOf };
});
vi.mock("../take-over.ts", async (original) => {
  const real = await original<typeof TakeOver>();
  const takeOver: typeof real.takeOver = async (...given) => {
    if (!has("what moves to another calendar is lost")) await real.takeOver(...given);
  };
  return { takeOver };
});
vi.mock("../../rules.ts", async (original) => {
  const real = await original<typeof Rules>();
  const stopRules: typeof real.stopRules = async (...given) =>
    has("what is unticked is followed on") || real.stopRules(...given);
  return { ...real, stopRules };
});

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
let owner: Context;
beforeAll(async () => {
  owner = await newOwner();
  google.current.google.switches.pageSizeMax = 3;
});
afterEach(() => {
  planted.bug = null;
});
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

/** Lives through a history, then syncs: what stands here is what the oracle reads at the stand-in. */
async function live(history: readonly Happening[]): Promise<void> {
  const world = new World(google.current.google, owner);
  await world.open({ byImport: history.some((one) => one.do === "import") });
  for (const happening of history) await world.happen(happening);
  await world.sync();
  const expected = standingAtGoogle(google.current.google.database, world);
  expect(await standingHere(world.connectionId, world.tag)).toEqual(expected);
}

/** MODEL_RUNS=2000 npm test -- --only unit server/sync/live/model: as many as that; a few where nothing is said. */
const runs = Number(process.env["MODEL_RUNS"] ?? 6);
/** Histories that ended otherwise once, and two that few of the others hold. */
const known: [Happening[]][] = [
  [
    [
      { do: "event", person: 0, series: true, calendar: 0 },
      { do: "untick", calendar: 0 },
      { do: "move occurrence", nth: 0, week: 1 },
      { do: "tick", calendar: 0 },
      { do: "move to the other calendar", nth: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: false, calendar: 0, secret: true },
      { do: "sync" },
      { do: "make open", nth: 0, where: 0 },
      { do: "sync" },
      { do: "decline", nth: 0, where: 0 },
      { do: "sync" },
      { do: "accept", nth: 0, where: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 0 },
      { do: "crash", after: 1 },
      { do: "move occurrence", nth: 0, week: 1 },
      { do: "call off", nth: 0, where: 0 },
      { do: "push", times: 1, old: false },
      { do: "call on", nth: 0, where: 0 },
      { do: "crash", after: 1 },
      { do: "move to the other calendar", nth: 0 },
      { do: "untick", calendar: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 0 },
      { do: "untick", calendar: 0 },
      { do: "put into the other calendar too", nth: 0 },
      { do: "call off", nth: 0, where: 0 },
      { do: "move occurrence", nth: 0, week: 1 },
      { do: "move to the other calendar", nth: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 0, secret: true },
      { do: "import" },
      { do: "put into the other calendar too", nth: 0 },
      { do: "make occurrence private", nth: 0, week: 1, where: 1 },
      { do: "sync" },
      { do: "make open", nth: 0, where: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 1, secret: false },
      { do: "import" },
      { do: "move occurrence", nth: 0, week: 1 },
      { do: "sync" },
      { do: "move to the other calendar", nth: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 0, secret: false },
      { do: "put into the other calendar too", nth: 0 },
      { do: "sync" },
      { do: "make occurrence private", nth: 0, week: 1, where: 0 },
      { do: "sync" },
      { do: "call off", nth: 0, where: 0 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: true, calendar: 0, secret: false },
      { do: "call occurrence off", nth: 0, week: 1 },
      { do: "move occurrence", nth: 0, week: 2 },
      { do: "call off", nth: 0, where: 0 },
      { do: "sync" },
      { do: "call on", nth: 0, where: 0 },
      { do: "crash", after: 2 },
    ],
  ],
  [
    [
      { do: "event", person: 0, series: false, calendar: 0, secret: false },
      { do: "untick", calendar: 0 },
      { do: "put into the other calendar too", nth: 0 },
      { do: "change event", nth: 0, person: 0 },
      { do: "untick", calendar: 1 },
      { do: "sync" },
    ],
  ],
];
/** Within so many histories each bug has to be found. */
const bound = 200;
/** Where a bug that shows itself seldom does so early. */
const seeds: Partial<Record<(typeof bugs)[number], number>> = {
  "what one calendar calls off is gone from the other": 4,
  "what is unticked is followed on": 4,
  "the cursor goes ahead of what it stands for": 13,
  "an old sync token counts as nothing new": 12,
};

test(`${String(runs)} random histories end as the mailbox and the calendars stand`, async () => {
  // What was changed here is judged by the same few each time; those of a long run are new ones.
  const seed = process.env["MODEL_SEED"] ?? (process.env["MODEL_RUNS"] === undefined ? "5" : undefined);
  await fc.assert(fc.asyncProperty(histories, live), {
    numRuns: runs + known.length,
    examples: known,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
}, 3_600_000);

describe("planted bugs are found:", () => {
  test.each(bugs)(
    "%s",
    async (bug) => {
      planted.bug = bug;
      const found = await fc.check(fc.asyncProperty(histories, live), {
        numRuns: bound,
        examples: bug === "what was called off before its series came is not asked for" ? known : [],
        seed: Number(process.env["MODEL_SEED"] ?? seeds[bug] ?? 5),
        endOnFailure: true,
      });
      expect(found.failed).toBe(true);
      expect(String(found.errorInstance)).toMatch(/toEqual|deeply equal/);
    },
    120_000,
  );
});
