import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { ask, closeAssistant, openAssistant, readList, sizes, station, walkTo } from "./support/journey.ts";
import { callRest, makeKey } from "./support/program.ts";
import { approve, chooseFile, expectAddsUp, numbersIn, tabCount, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

interface Imported {
  connectionId: string;
  previewId: string;
}
interface Counted {
  status: string;
  hash: string;
  jobId: string;
  counts: Record<
    "total" | "store" | "stored" | "skip" | "skipped" | "people" | "contacts" | "companies",
    number
  >;
  kept: { table: string; id: string; why: string }[];
}

const file = new URL("../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
const isThere = existsSync(file);

if (!isThere) console.warn("SKIPPED: the journey with a month of real mail; ../shared/corpus is not here.");

for (const { size, ...viewport } of sizes) {
  test(`a month of real mail comes in, adds up, stays its owner's, and goes out, ${size}`, async ({
    home,
    stranger,
  }) => {
    if (process.env["CI"] === "true") expect(isThere, "../shared/corpus has to be there under CI").toBe(true);
    test.skip(!isThere, "../shared/corpus is not here");
    test.setTimeout(180_000);
    const page = home;
    await page.setViewportSize(viewport);

    await chooseFile(page, "month.mbox", gunzipSync(readFileSync(file)));
    const button = page.getByRole("button", { name: "Approve and import 1,657 messages" });
    await expect(button).toBeVisible({ timeout: 60_000 });
    expect(await numbersIn(page, "main")).toEqual({ "in the file": 1659, "to import": 1657, "left out": 2 });
    await station(page, "corpus-preview");
    const people = await tabCount(page, "People");
    const companies = await tabCount(page, "Companies");
    expect(await tabCount(page, "Messages")).toBe(1657);
    expect(await tabCount(page, "Left out")).toBe(2);

    await page.getByRole("tab", { name: "Messages" }).click();
    const kinds = await numbersIn(page, "[role=tabpanel]");
    expect(kinds["In all"]).toBe(1657);
    expectAddsUp(kinds, "In all");
    await page.getByRole("tab", { name: "Left out" }).click();
    const reasons = page.getByRole("tabpanel").locator("section").first();
    await expect(reasons).toContainText("Twice in this file2");

    await approve(page);
    expect(await numbersIn(page, "main")).toEqual({
      "in the file": 1659,
      stored: 1657,
      skipped: 2,
      failed: 0,
    });
    const sentence = `${people.toLocaleString("en")} contacts and ${companies.toLocaleString("en")} companies were added.`;
    await expect(page.getByText(sentence)).toBeVisible();

    const address = page.url();
    await test.step("more contacts come while scrolling", async () => {
      await walkTo(page, "Contacts");
      const rows = page.getByRole("row");
      await expect(rows.nth(50)).toBeVisible();
      await page.keyboard.press("End");
      await expect(rows.nth(80)).toBeAttached();
    });

    await test.step("nobody else sees any of it", async () => {
      const contact = await page.getByRole("row").getByRole("link").first().getAttribute("href");
      await stranger.goto("/contacts");
      await expect(stranger.getByText("will stand here once you approve an import")).toBeVisible();
      await stranger.goto(address);
      await expect(stranger.getByText("This import was not found.")).toBeVisible();
      const answer = await stranger.request.get(`/api/v1${contact ?? ""}`);
      expect(answer.status()).toBe(404);
    });

    const edited = await test.step("one of them is renamed", async () => {
      await page.getByRole("row").getByRole("link").first().click();
      await page.getByRole("button", { name: "Edit name" }).click();
      const name = `Somebody We Know ${size}`;
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
      return name;
    });

    await test.step("what happened with them is read, and its mail opened", async () => {
      const entry = page
        .getByRole("region", { name: "Timeline" })
        .getByRole("listitem")
        .filter({ has: page.getByRole("button") })
        .first();
      await entry.getByRole("button").first().click();
      await entry.getByRole("link", { name: "Open the conversation" }).click();
      await expect(page.getByRole("article").first()).toBeVisible();
      await station(page, "corpus-conversation");
    });

    await test.step("the assistant answers from it, and does what it was allowed", async () => {
      await openAssistant(page);
      await ask(page, "How many contacts do I have?");
      const answers = page.getByRole("article", { name: "Assistant" });
      await expect(answers.first()).toContainText(`You have ${people} contacts`);
      await ask(page, `Remind me to call ${edited} tomorrow`);
      const card = page.getByRole("article", { name: /^Create task/ });
      await card.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText(/^Created task/)).toBeVisible();
      await station(page, "corpus-answer");
      await closeAssistant(page);
      expect(await readList(page, "/tasks")).toHaveLength(1);
    });

    await page.goto(address);
    await takeBack(page);
    const kept = page.getByRole("region", { name: "Kept" });
    await expect(kept.getByRole("link", { name: edited })).toBeVisible();
    await expect(kept).toContainText(/you changed it since/i);
    await walkTo(page, "Contacts");
    await expect(page.getByRole("row").filter({ has: page.getByRole("link") })).toHaveCount(1);
    await expect(page.getByRole("link", { name: edited })).toBeVisible();
  });
}

test("the month comes in by a key alone, adds up, and goes out but for what was edited", async ({
  home: page,
  stranger,
}) => {
  test.skip(!isThere, "../shared/corpus is not here");
  test.setTimeout(180_000);
  const key = await makeKey(page);
  const rest = <T>(method: string, path: string, data?: unknown) =>
    callRest<T>(page, key, method, path, data);
  const until = async (path: string, status: string) => {
    await expect
      .poll(async () => (await rest<Counted>("GET", path)).status, { timeout: 60_000 })
      .toBe(status);
    return rest<Counted>("GET", path);
  };

  const response = await page.request.post("/api/v1/imports", {
    headers: { authorization: `Bearer ${key}` },
    multipart: { file: { name: "month.mbox.gz", mimeType: "application/gzip", buffer: readFileSync(file) } },
  });
  const { previewId, connectionId }: Imported = (await response.json()).data;
  const preview = await until(`/previews/${previewId}`, "ready");
  expect(preview.counts).toMatchObject({ total: 1659, store: 1657, skip: 2 });

  const approved = await rest<{ batchId: string }>("POST", `/previews/${previewId}/approve`, {
    expectedHash: preview.hash,
  });
  const address = `/batches/${approved.batchId}`;
  const { counts } = await until(address, "done");
  expect(counts).toMatchObject({
    total: 1659,
    stored: 1657,
    skipped: 2,
    failed: 0,
    contacts: preview.counts.people,
    companies: preview.counts.companies,
  });

  const others = await makeKey(stranger);
  for (const path of [address, `/previews/${previewId}`, `/connections/${connectionId}/status`]) {
    const refused = await stranger.request.get(`/api/v1${path}`, {
      headers: { authorization: `Bearer ${others}` },
    });
    expect([path, refused.status()]).toEqual([path, 404]);
  }

  const [contact] = (await rest<{ items: { id: string }[] }>("GET", "/contacts?limit=1")).items;
  const id = contact?.id ?? "";
  await rest("PATCH", `/contacts/${id}`, { title: "Edited" });
  await rest("POST", `${address}/undo`, {});
  const { kept } = await until(address, "undone");
  expect(kept.filter(({ table }) => table === "contacts")).toMatchObject([{ id }]);
  expect((await rest<{ items: { id: string }[] }>("GET", "/contacts")).items).toMatchObject([{ id }]);
});
