import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { ics, vevent } from "#local/testing/calendar-files.ts";
import { source } from "#local/testing/mail.ts";

import { expectSound } from "./support/sound.ts";
import { approve, numbersIn, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const mail = (name: string) =>
  source({ from: `${name} <${name}@${name}s.example>`, to: "mara@harbour.example", id: `${name}@x.example` });

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omnicrm-dropped-"));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

/** Drops what lies at these paths on the page, as a file manager does. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const zone = page.getByText("Drop a mailbox or calendar file here, or choose one");
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (!box) throw new Error("there is nothing to drop on");
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at });
}

/** A file of this size that takes no room on the disk. */
async function sparse(name: string, bytes: number): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, "w");
  await file.truncate(bytes);
  await file.close();
  return path;
}

test("a folder that is dropped is seen through to its last message, and goes the whole way", async ({
  home: page,
}) => {
  test.setTimeout(120_000);
  const inbox = join(folder, "Export", "Inbox.mbox");
  await mkdir(join(inbox, "Old"), { recursive: true });
  await writeFile(join(inbox, "mbox"), `From ada@x Tue Mar 03 12:00:00 2026\n${mail("ada")}\n\n`);
  await writeFile(join(inbox, "table_of_contents"), Buffer.from([0, 1, 2, 3]));
  await writeFile(join(inbox, "Old", "one.eml"), mail("bert"));
  await writeFile(join(folder, "Export", "two.eml"), mail("cora"));
  await writeFile(join(folder, "Export", "notes.txt"), "not mail");
  await drop(page, [join(folder, "Export")]);
  await expect(page.getByRole("heading", { name: "Import 3 messages from 3 files.zip" })).toBeVisible({
    timeout: 30_000,
  });
  expect(await numbersIn(page, "main")).toMatchObject({ "in the file": 3, "to import": 3, "left out": 0 });
  await expectSound(page);
  await approve(page);
  await takeBack(page);
});

test("several files that are dropped are one preview, calendars too; a folder without mail is said", async ({
  home: page,
}) => {
  const meeting = (title: string) =>
    ics([vevent([`UID:${title}@x`, "DTSTART:20260401T120000Z", `SUMMARY:${title}`])]);
  const paths = [join(folder, "a.ics"), join(folder, "b.ics")];
  for (const path of paths) await writeFile(path, meeting(path.slice(-5)));
  const empty = join(folder, "Pictures");
  await mkdir(empty);
  await writeFile(join(empty, "one.jpg"), Buffer.from([0xff, 0xd8]));
  await drop(page, [empty]);
  await expect(page.getByText("There is neither mail nor a calendar in there")).toBeVisible();
  await expectSound(page);
  await drop(page, paths);
  await expect(page.getByRole("heading", { name: "Import 2 meetings from 2 files.zip" })).toBeVisible({
    timeout: 30_000,
  });
});

test("what is too large is refused in words before a byte of it is sent", async ({ home: page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/upload")) sent.push(request.url());
  });
  const field = page.getByLabel(/^Drop a mailbox/);
  await field.setInputFiles([
    await sparse("one.mbox", 300 * 1024 ** 2),
    await sparse("two.mbox", 300 * 1024 ** 2),
  ]);
  await expect(
    page.getByText(/Several files may have 5\d\d MB together\. Choose fewer of them, or make a \.zip/),
  ).toBeVisible();
  await expectSound(page);
  await field.setInputFiles(await sparse("years.mbox", 21 * 1024 ** 3));
  await expect(
    page.getByText(
      /A file may have at most 2\d(\.\d+)? GB, and years\.mbox has 2\d(\.\d+)? GB\. Export the mailbox in parts/,
    ),
  ).toBeVisible();
  expect(sent).toEqual([]);
});
