import type { Page } from "@playwright/test";

import { ics, vevent } from "#local/testing/calendar-files.ts";
import { dateWords, weekdayWords } from "#lib/format/time.ts";
import { addDays, dateIn, instantAt } from "#lib/zone.ts";

import { callRest, makeKey } from "./support/program.ts";
import { approve, chooseFile, goTo } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const zone = "America/New_York";
test.use({ timezoneId: zone });

const today = dateIn(new Date(), zone);
const [tomorrow, later] = [addDays(today, 1), addDays(today, 2)];
const compact = (date: string) => date.replaceAll("-", "");
const guests = [
  "ORGANIZER;CN=Me:mailto:me@home.example",
  "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ann Acme:mailto:ann@acme.example",
];
// By a calendar in Greenwich, where a day begins on the evening before it in New York.
const calendar = ics(
  [
    vevent([`DTSTART;VALUE=DATE:${compact(later)}`, "UID:fair@x", "SUMMARY:Yarn fair", ...guests]),
    vevent([
      `DTSTART:${compact(addDays(today, -2))}T180000Z`,
      `DTEND:${compact(addDays(today, -2))}T183000Z`,
      "RRULE:FREQ=DAILY;COUNT=9",
      "UID:talk@x",
      "SUMMARY:Daily talk",
      ...guests,
    ]),
  ],
  ["X-WR-CALNAME:me@home.example", "X-WR-TIMEZONE:Etc/UTC"],
);

const dueOf = async (page: Page, title: string) => {
  const { data } = await (await page.request.get("/api/v1/tasks")).json();
  return data.items.find((task: { title: string }) => task.title === title)?.dueAt;
};

test("whole days, occurrences and what the assistant arranges keep to the clocks of who reads them", async ({
  home: page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/settings");
  await page.getByLabel("Time zone").selectOption(zone);
  await expect(page.getByText("Time zone changed")).toBeVisible();
  const ann = { displayName: "Ann Acme", emails: ["ann@acme.example"] };
  await callRest(page, await makeKey(page), "POST", "/contacts", ann);
  await page.goto("/sync?new");
  await chooseFile(page, "calendar.ics", calendar);
  await approve(page);

  await test.step("an import and a timeline tell a whole day by its own date", async () => {
    const fair = page.getByRole("listitem").filter({ hasText: "Yarn fair" });
    await expect(fair).toContainText(`${dateWords(later)}, all day`);
    await goTo(page, "Contacts");
    await page.getByRole("link", { name: "Ann Acme" }).click();
    await expect(page.getByRole("heading", { name: "Ann Acme", level: 1 })).toBeVisible();
    const entry = page.getByRole("listitem").filter({ hasText: "Yarn fair" });
    await expect(entry.getByRole("time")).toHaveText("All day");
    await expect(page.getByRole("heading", { name: dateWords(later) })).toBeVisible();
  });

  await test.step("what comes up opens the occurrence that was clicked", async () => {
    await goTo(page, "Today");
    const card = page.getByRole("region", { name: "Coming up" });
    await expect(card.getByText("All day")).toBeVisible();
    const talks = card.getByRole("link", { name: /Daily talk/ });
    const second = talks.nth(2);
    const at = ((await second.getAttribute("data-row")) ?? "").split(" ")[1] ?? "";
    await second.click();
    const event = page.getByRole("dialog", { name: "Daily talk" });
    await expect(event).toBeVisible();
    await expect(event).toContainText(weekdayWords(dateIn(new Date(at), zone)));
  });

  await test.step("tomorrow at 15:00 is tomorrow at 15:00 there, and tomorrow alone is nine", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+j");
    const field = page.getByRole("textbox", { name: "Message to the assistant" });
    for (const [question, title, time] of [
      ["Remind me to water the plants tomorrow at 15:00", "Water the plants", "15:00"],
      ["Remind me to feed the cat tomorrow", "Feed the cat", "09:00"],
    ] as const) {
      await field.fill(question);
      await field.press("Enter");
      const card = page.getByRole("article", { name: new RegExp(`Create task “${title}”`) });
      await card.getByRole("button", { name: "Approve" }).click();
      const due = instantAt(`${tomorrow}T${time}:00`, zone).toISOString();
      await expect.poll(() => dueOf(page, title)).toBe(due);
      await page.getByRole("button", { name: "New conversation" }).click();
    }
  });
});
