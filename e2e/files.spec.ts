import type { Page } from "@playwright/test";

import { ics, vevent } from "#local/testing/calendar-files.ts";
import { source } from "#local/testing/mail.ts";

import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { approve, chooseFile, expectAddsUp, goTo, numbersIn, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const me = "mara@harbour.example";

const mail = (name: string, date: string, headers: string[] = []) =>
  source({
    from: `${name} <${name.toLowerCase()}@${name.toLowerCase()}s.example>`,
    to: me,
    id: `${name}-${date}@mail.example`,
    subject: `${name} on ${date}`,
    date: `${date} 2026 12:00:00 +0000`,
    headers,
  });

/** As Google Takeout writes it: with what lay in spam, and under labels of one's own. */
const takeout = [
  mail("Ada", "3 Mar", ["X-Gmail-Labels: Inbox,Opened"]),
  mail("Bert", "3 Mar", ['X-Gmail-Labels: Inbox,"Work, urgent"']),
  mail("Casino", "3 Mar", ["X-Gmail-Labels: Spam"]),
  mail("Ada", "4 Mar", ["X-Gmail-Labels: Inbox"]),
]
  .map((one) => `From 1@xxx Tue Mar 03 12:00:00 +0000 2026\n${one}\n\n`)
  .join("");

const emlx = (message: string, flags: number) =>
  `${String(Buffer.byteLength(message)).padEnd(10)}\n${message}<plist><dict><key>flags</key><integer>${String(flags)}</integer></dict></plist>`;

const files = [
  { name: "All mail.mbox", text: takeout },
  { name: "17.emlx", text: emlx(mail("Cora", "3 Mar"), 1) },
  { name: "18.emlx", text: emlx(mail("Dora", "3 Mar"), 3) },
  { name: "saved.eml", text: mail("Emil", "5 Mar") },
].map(({ name, text }) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) }));

const meeting = (title: string, day: string, organiser: string, guest: string, more: string[] = []) =>
  vevent([
    `UID:${title}@x`,
    `DTSTART:2026${day}T120000Z`,
    `SUMMARY:${title}`,
    `ORGANIZER:mailto:${organiser}`,
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${organiser}`,
    `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${guest}`,
    ...more,
  ]);

const calendar = ics([
  meeting("Review", "0401", "fred@freds.example", me),
  meeting("Planning", "0401", me, "gina@ginas.example"),
  meeting("Called off", "0401", "fred@freds.example", me, ["STATUS:CANCELLED"]),
]);

/** The account of one day, open beside its month; its parts add up. */
async function openDay(page: Page, day: string): Promise<Record<string, number>> {
  const days = page.getByRole("region", { name: "Day by day" });
  await days.getByRole("link", { name: new RegExp(`^${day}: `) }).click();
  await expect(days.getByRole("region", { name: day })).toBeVisible();
  const counts = await numbersIn(page, "section section");
  expectAddsUp(counts, "in the file");
  return counts;
}

async function askWhy(page: Page, words: string, place: string) {
  const why = page.getByRole("region", { name: "Why is this not here?" });
  await why.getByLabel("Address, subject or Message-ID").fill(words);
  await why.getByRole("button", { name: "Find out" }).click();
  await why.getByRole("button", { name: `Look into ${place}` }).click();
  await expect(why.getByText(`Found in ${place}:`)).toBeVisible({ timeout: 30_000 });
  return why;
}

test("files of several programs, and a calendar, are seen first, chosen from, accounted for by day and taken back", async ({
  home: page,
}) => {
  test.setTimeout(180_000);

  await test.step("several files at once are one preview", async () => {
    await page.getByLabel("Your addresses in this mailbox").fill(me);
    await page.getByLabel(/^Drop a mailbox/).setInputFiles(files);
    await expect(page.getByRole("heading", { name: "Import 5 messages from 4 files.zip" })).toBeVisible({
      timeout: 30_000,
    });
    expect(await numbersIn(page, "main")).toMatchObject({ "in the file": 7, "to import": 5, "left out": 2 });
  });

  await test.step("a label is unticked; with nothing ticked the page says so", async () => {
    await page.getByRole("tab", { name: "Messages" }).click();
    await page.getByRole("checkbox", { name: "Import mail under Work, urgent" }).uncheck();
    await expect(page.getByRole("button", { name: "Approve and import 4 messages" })).toBeVisible();
    const people = page.getByRole("checkbox", { name: "Import mail of People" });
    await people.uncheck();
    await expect(page.getByText("Nothing of it is ticked.")).toBeVisible();
    await expectSound(page);
    await people.check();
    await approve(page);
    expect(await numbersIn(page, "main")).toMatchObject({ "in the file": 7, stored: 4, skipped: 3 });
  });

  await test.step("every message of the file is accounted for by its day", async () => {
    await page.getByRole("link", { name: "Day by day" }).click();
    await expect(page.getByRole("heading", { name: "4 files.zip", level: 1 })).toBeVisible();
    await expect(page.getByRole("region", { name: "Day by day" }).getByRole("status").first()).toHaveText(
      "7 in the file: 4 here, 3 left out",
    );
    expect(await openDay(page, "3 Mar 2026")).toMatchObject({
      here: 2,
      "left out: spam": 1,
      "left out: in the bin": 1,
      "left out: under a label that you unticked": 1,
      missing: 0,
      "in the file": 5,
    });
    await expect(page.getByRole("list", { name: "Not here" }).getByRole("listitem")).toHaveCount(3);
    await look(page, "file-days");
    await expectSound(page);
  });

  await test.step("why something is not here is answered from the file", async () => {
    const why = await askWhy(page, "bert@berts.example", "4 files.zip");
    await expect(why.getByText(/because its label was unticked in the preview/)).toBeVisible();
    await askWhy(page, "Dora on", "4 files.zip");
    await expect(why.getByText(/because it lay in the bin/)).toBeVisible();
  });

  await test.step("taken back, nothing of it is left", async () => {
    await page.getByRole("button", { name: "Take everything back" }).click();
    await expect(page.getByRole("region", { name: "Imports" }).getByText("Taken back").first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole("region", { name: "Day by day" }).getByRole("status").first()).toHaveText(
      "Not read yet, or taken back",
    );
    await goTo(page, "Contacts");
    await expect(page.getByText("will stand here once you approve an import")).toBeVisible();
  });

  await test.step("a calendar goes the same way", async () => {
    await page.goto("/sync?new");
    await page.getByLabel("Your addresses in this mailbox").fill(me);
    await chooseFile(page, "work.ics", calendar);
    await expect(page.getByRole("heading", { name: "Import 2 meetings from work.ics" })).toBeVisible({
      timeout: 30_000,
    });
    await page.getByRole("tab", { name: "Meetings" }).click();
    await page.getByRole("checkbox", { name: "Import meetings of You" }).uncheck();
    await expect(page.getByRole("button", { name: "Approve and import 1 meeting" })).toBeVisible();
    await approve(page);
    await page.getByRole("link", { name: "Day by day" }).click();
    expect(await openDay(page, "1 Apr 2026")).toMatchObject({
      here: 1,
      "left out: called off": 1,
      "left out: of a kind that you unticked": 1,
      "in the file": 3,
    });
    const why = await askWhy(page, "Planning", "work.ics");
    await expect(why.getByText(/was unticked in the preview/)).toBeVisible();
    await page.getByRole("region", { name: "Imports" }).getByRole("link", { name: "First import" }).click();
    await takeBack(page);
    await goTo(page, "Calendar");
    await expect(page.getByText("Review")).toHaveCount(0);
  });
});
