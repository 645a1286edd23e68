import { randomUUID } from "node:crypto";

import { allow, control, google } from "./support/google.ts";
import { signUp } from "./support/people.ts";
import { expectSound } from "./support/sound.ts";
import { expectAddsUp, numbersIn } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { refusal, watch } from "./support/watch.ts";

const scopes = ["https://www.googleapis.com/auth/calendar"];
/** In the week and the month that pages show first. */
const now = () => ({
  start: { dateTime: new Date().toISOString() },
  end: { dateTime: new Date(Date.now() + 3_600_000).toISOString() },
});

/** Somebody with two meetings, a team's calendar with two more, and a colleague who shows when she is busy. */
async function newCalendars() {
  const account = `calendars-${randomUUID().slice(0, 8)}@harbour.example`;
  await control("/__accounts", { email: account, name: "Harriet Harbour" });
  const { access_token: token } = await control<{ access_token: string }>("/__token", { account, scopes });
  const make = async (calendar: string, summary: string, guests: string[] = []) => {
    const attendees = guests.map((email) => ({ email, responseStatus: "accepted" }));
    const path = `/calendar/v3/calendars/${encodeURIComponent(calendar)}/events`;
    return (await control<{ id: string }>(path, { summary, ...now(), attendees }, token)).id;
  };
  const team = await control<{ id: string }>("/calendar/v3/calendars", { summary: "Harbour team" }, token);
  await control("/__calendars", { account, summary: "Nora", role: "freeBusyReader" });
  const pilot = await make("primary", "Pilot briefing", ["bert@bridges.example"]);
  await make("primary", "Dock walk", ["dora@docks.example"]);
  await make(team.id, "Team breakfast", [account, "cora@cranes.example"]);
  await make(team.id, "Night watch");
  return { account, token, team: team.id, pilot, make };
}

test("calendars of an account are chosen, imported, followed, accounted for, undone and taken back", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const origin = new URL(process.env["E2E_URL"] ?? "").origin;
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  const wrongs = watch(page, origin);
  await signUp(page, `calendars-${randomUUID().slice(0, 8)}@people.example`);
  const { account, token, team, pilot, make } = await newCalendars();
  const card = page.getByRole("region", { name: account });
  const inStep = card.getByText(/in step as of/);

  await test.step("the account's own calendar is ticked, the others are offered with how much is in them", async () => {
    await page.goto("/sync?new");
    await page.getByRole("checkbox", { name: /^Mail/ }).uncheck();
    await page.getByRole("button", { name: "Connect Google" }).click();
    await allow(page, account);
    await card.getByRole("button", { name: "Preview calendar" }).click();
    await expect(page.getByRole("button", { name: "Approve and import 2 meetings" })).toBeVisible({
      timeout: 60_000,
    });
    const offered = page.getByRole("group", { name: "Calendars" });
    await expect(offered.getByRole("checkbox", { name: account })).toBeChecked();
    await expect(offered.getByRole("checkbox", { name: "Harbour team 2" })).not.toBeChecked();
    await expect(offered.getByRole("checkbox", { name: /^Nora.*only when it is busy/ })).toBeDisabled();
    await expectSound(page);
    const before = page.url();
    await offered.getByRole("checkbox", { name: account }).uncheck();
    await page.getByRole("button", { name: "Preview again" }).click();
    await expect(offered.getByText("Tick at least one calendar.")).toBeVisible();
    await offered.getByRole("checkbox", { name: account }).check();
    await offered.getByRole("checkbox", { name: /^Harbour team/ }).check();
    await page.getByRole("button", { name: "Preview again" }).click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole("region", { name: "What you approve" })).toContainText(
      `of ${account} and Harbour team`,
    );
  });

  await test.step("approved, both are imported and followed, each by itself", async () => {
    await page.getByRole("button", { name: "Approve and import 4 meetings" }).click();
    await expect(page.getByRole("heading", { name: /^Imported/ })).toBeVisible({ timeout: 60_000 });
    expectAddsUp(await numbersIn(page, "main"), "in the calendar");
    await page.goto("/sync?new");
    await expect(inStep).toHaveCount(2);
    await expect(card.getByText("Google tells of changes at once")).toBeVisible({ timeout: 30_000 });
    await expect(card.getByRole("list", { name: "Other calendars" })).toContainText("Nora");
    await expectSound(page);
  });

  await test.step("what changes in either comes by itself", async () => {
    await page.goto("/calendar");
    await expect(page.getByText("Pilot briefing").first()).toBeVisible();
    await make(team, "Fire drill");
    const path = `/calendar/v3/calendars/primary/events/${pilot}`;
    await control(path, { summary: "Pilot briefing, moved" }, token, "PATCH");
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Fire drill").first()).toBeVisible({ timeout: 2_000 });
      await expect(page.getByText("Pilot briefing, moved").first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
  });

  await test.step("what it changed is taken back by one click, and stays so", async () => {
    await page.goto("/activity");
    const change = page
      .getByRole("region", { name: "What changed" })
      .getByRole("listitem")
      .filter({ hasText: "changed meetings as they changed at Google" })
      .first();
    await change.getByRole("button", { name: "Revert" }).click();
    await expect(change.getByRole("button", { name: "Revert" })).toHaveCount(0);
    await page.goto("/calendar");
    await expect(page.getByText("Pilot briefing", { exact: true }).first()).toBeVisible();
  });

  await test.step("one that is unticked is not followed any more, says so, and goes on when it is brought in again", async () => {
    const board = await control<{ id: string }>("/calendar/v3/calendars", { summary: "Board" }, token);
    await make(board.id, "Board meeting");
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByText("Everything new is here")).toBeVisible({ timeout: 30_000 });
    await card.getByRole("button", { name: "Preview Board" }).click();
    const offered = page.getByRole("group", { name: "Calendars" });
    await expect(offered.getByRole("checkbox", { name: /^Harbour team/ })).toBeChecked({ timeout: 60_000 });
    await offered.getByRole("checkbox", { name: /^Harbour team.*Followed now/ }).uncheck();
    const before = page.url();
    await page.getByRole("button", { name: "Preview again" }).click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole("region", { name: "What you approve" })).toContainText(
      "Harbour team: nothing new comes in from it any more. What came in stays",
      { timeout: 60_000 },
    );
    await expectSound(page);
    await page.getByRole("button", { name: "Approve and import 1 meeting" }).click();
    await expect(page.getByRole("heading", { name: /^Imported/ })).toBeVisible({ timeout: 60_000 });
    await page.goto("/sync?new");
    await expect(card.getByText("Nothing new comes in: you stopped that. What came in stays.")).toBeVisible();
    await expectSound(page);
    await make(team, "Silent running");
    await card.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByText("Everything new is here").first()).toBeVisible({ timeout: 30_000 });
    await page.goto("/calendar");
    await expect(page.getByText("Board meeting").first()).toBeVisible();
    await expect(page.getByText("Silent running")).toHaveCount(0);
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Bring in again" }).click();
    await expect(card.getByRole("button", { name: "Bring in again" })).toHaveCount(0);
    await expect(async () => {
      await page.goto("/calendar");
      await expect(page.getByText("Silent running").first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
  });

  await test.step("a calendar that is made later is offered, one that is deleted says so", async () => {
    const pier = await control<{ id: string }>("/calendar/v3/calendars", { summary: "Pier" }, token);
    await make(pier.id, "Pier meeting");
    await control(`/calendar/v3/calendars/${encodeURIComponent(team)}`, undefined, token, "DELETE");
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByText("Everything new is here")).toBeVisible({ timeout: 30_000 });
    await expect(card.getByText(/not in your Google account any more/)).toBeVisible();
    await expectSound(page);
    await card.getByRole("button", { name: "Preview Pier" }).click();
    await page.getByRole("button", { name: "Approve and import 1 meeting" }).click({ timeout: 60_000 });
    await expect(page.getByRole("heading", { name: /^Imported/ })).toBeVisible({ timeout: 60_000 });
  });

  await test.step("the days of all of them add up, and the next look is told by its time", async () => {
    await page.goto("/sync?new");
    await card.getByRole("link", { name: "Day by day" }).click();
    await expect(page.getByText(/next look (now|\d\d:\d\d|tomorrow)/).first()).toBeVisible();
    const days = page.getByRole("region", { name: "Day by day" });
    await days.getByRole("button", { name: /^Count/ }).click();
    await expect(days.getByRole("status").first()).toContainText("4", { timeout: 30_000 });
    await expect(days.getByRole("status").first()).not.toContainText("missing");
    await expectSound(page);
  });

  await test.step("all of it is taken back", async () => {
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Disconnect" }).click();
    await card.getByRole("button", { name: "Disconnect and take it back" }).click();
    await expect(card.getByText(/^Disconnected/)).toBeVisible();
    await expect(async () => {
      await page.goto("/calendar");
      await expect(page.getByText("Pier meeting")).toHaveCount(0, { timeout: 2_000 });
      await expect(page.getByText("Team breakfast")).toHaveCount(0, { timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
  });

  await context.close();
  // On Google's page, which has no icon.
  const atGoogle = new URL(google()).origin;
  expect(wrongs.filter((wrong) => !wrong.includes(atGoogle) && !refusal.test(wrong))).toEqual([]);
});
