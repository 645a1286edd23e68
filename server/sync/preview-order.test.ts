import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, who } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { previewOf } from "#local/testing/google-sync.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { listPreviewItems } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

/** The names of the people of a preview, read page by page. */
async function namesOf(owner: Context, id: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPreviewItems>> = await listPreviewItems(
      through(owner, "rest"),
      {
        ...{ id, kind: "person", limit: 2 },
        ...(cursor === null ? {} : { cursor }),
      },
    );
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return names;
}

test("people stand with most messages first, then by name, over all pages", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const senders = [
    ["Zoe Zander <a@firm.example>", 1],
    ["bea Brandt <z@firm.example>", 1],
    ["Ada Arens <m@firm.example>", 1],
    ["Cora Crane <c@firm.example>", 3],
    ["Dora Dock <d@firm.example>", 2],
  ] as const;
  const letters = senders.flatMap(([from, count]) => Array.from({ length: count }, () => from));
  await account.deliver(
    letters.map((from, index) => ({ from, to: account.email, id: `m${String(index)}@x` })),
  );
  const mail = await previewOf(owner, account);
  expect(await namesOf(owner, mail.id)).toEqual([
    "Cora Crane",
    "Dora Dock",
    "Ada Arens",
    "bea Brandt",
    "Zoe Zander",
  ]);

  const meeting = (id: string, day: number, guests: readonly [string, string][]) => ({
    id,
    iCalUID: `${id}@x`,
    start: at(`2026-03-0${String(day)}T09:00:00+01:00`),
    end: at(`2026-03-0${String(day)}T10:00:00+01:00`),
    organizer: { email: account.email, self: true },
    attendees: guests.map(([email, displayName]) => ({ ...who(email), displayName })),
  });
  const [zoe, ada, cora] = [
    ["a@firm.example", "Zoe Zander"],
    ["m@firm.example", "Ada Arens"],
    ["z@firm.example", "Cora Crane"],
  ] as const satisfies [string, string][];
  account.put(meeting("mee001", 2, [[...zoe], [...ada], [...cora]]));
  account.put(meeting("mee002", 3, [[...cora]]));
  const calendar = await previewOf(owner, account, "calendar");
  expect(await namesOf(owner, calendar.id)).toEqual(["Cora Crane", "Ada Arens", "Zoe Zander"]);
});
