import { randomUUID } from "node:crypto";

import { readManifest } from "#local/instance/manifest.ts";

import { ask, closeAssistant, openAssistant } from "./support/journey.ts";
import { look } from "./support/look.ts";
import { approveByRest } from "./support/mailbox.ts";
import { signUp } from "./support/people.ts";
import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";
import { refusal, watch } from "./support/watch.ts";

const google = (): string => {
  const { services } = readManifest(process.env["E2E_STATE_DIR"] ?? "") ?? {};
  if (!services?.google?.url) throw new Error("the instance has no Google");
  return services.google.url;
};

async function control<T>(path: string, body: unknown): Promise<T> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${google()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status, path).toBeLessThan(300);
  return (await response.json()) as T;
}

const raw = (from: string, to: string, subject: string, body: string, daysAgo: number): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date(Date.now() - daysAgo * 86_400_000).toUTCString()}`,
    `Message-ID: <${randomUUID()}@letters.example>`,
    "",
    body,
    "",
  ].join("\r\n");

/** A mailbox with a mail of Grace's, and two that its owner wrote to her before. */
async function newMailbox(): Promise<string> {
  const account = `bea.${randomUUID().slice(0, 8)}@looms.example`;
  const grace = "Grace Hopper <grace@navy.example>";
  await control("/__accounts", { email: account, name: "Bea" });
  const own = [9, 8].map((days) => ({
    raw: raw(account, grace, "Mills", "Dear Grace,\r\n\r\nthe mill turns.\r\n\r\nYours, Bea", days),
    labelIds: ["SENT"],
  }));
  const theirs = { raw: raw(grace, account, "Looms", "Shall we order the looms?", 1), labelIds: ["INBOX"] };
  await control("/__deliver", { account, messages: [...own, theirs] });
  return account;
}

/** The subjects of what went out lately, as Gmail has it. */
async function sentFrom(account: string): Promise<number> {
  const scopes = ["https://www.googleapis.com/auth/gmail.readonly"];
  const { access_token } = await control<{ access_token: string }>("/__token", { account, scopes });
  const url = `${google()}/gmail/v1/users/me/messages?q=${encodeURIComponent("in:sent subject:Re")}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${access_token}` } });
  const { messages = [] } = (await response.json()) as { messages?: unknown[] };
  return messages.length;
}

test("an answer is asked for, edited, approved, called back, and then goes out once", async ({ browser }) => {
  test.setTimeout(240_000);
  const url = process.env["E2E_URL"] ?? "";
  const context = await browser.newContext({ baseURL: new URL(url).origin });
  const page = await context.newPage();
  const wrongs = watch(page, new URL(url).origin);
  await signUp(page, `mail-${randomUUID().slice(0, 8)}@people.example`);
  const account = await newMailbox();
  const key = await makeKey(page);
  await page.goto("/sync?new");
  await page.getByRole("checkbox", { name: /^Calendar/ }).uncheck();
  await page.getByRole("checkbox", { name: /^Sending/ }).check();
  // The app may be telling the assistant what was decided: then a question waits for that.
  expect(wrongs.filter((wrong) => !refusal.test(wrong))).toEqual([]);
  await page.getByRole("button", { name: "Connect Google" }).click();
  await page.getByRole("radio", { name: account }).check();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  // On the way lies the page that stands in for Google's, which is not ours to watch.
  wrongs.length = 0;
  const { items } = await callRest<{ items: { id: string }[] }>(page, key, "GET", "/connections");
  const { id } = await callRest<{ id: string }>(page, key, "POST", "/previews", {
    connectionId: items[0]?.id,
    source: "gmail",
  });
  await approveByRest(page, key, id);

  await page.goto("/inbox");
  await openAssistant(page);
  const card = page.getByRole("article", { name: "Send mail “Re: Looms”" });
  await test.step("the card has the recipients and whose voice it is in", async () => {
    await ask(page, "Reply to Grace Hopper that I agree");
    await expect(card.getByRole("row", { name: /^To/ })).toContainText("grace@navy.example");
    await expect(card.getByRole("group", { name: "Written in your voice" }).getByRole("button")).toHaveCount(
      2,
    );
    await expectSound(page);
    await look(page, "mail-proposal");
  });
  const line = page.getByRole("status").filter({ hasText: "Re: Looms" });
  await test.step("edited and approved it counts down, and is called back", async () => {
    await card.getByRole("button", { name: "Edit" }).click();
    await card.getByLabel("Body").fill("Dear Grace,\n\nwe order two.\n\nYours, Bea");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText(/^Goes out in \d+ s$/)).toBeVisible();
    await page.getByRole("button", { name: "Call back" }).click();
    await expect(page.getByText("Taken back", { exact: true })).toBeVisible();
  });
  await test.step("asked for again it goes out, once, and cannot be undone", async () => {
    await ask(page, "Answer Grace Hopper: we order three");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText(/^Goes out in \d+ s$/)).toBeVisible();
    await expect(line.filter({ hasText: "Sent mail" }).filter({ hasText: "Approved:" })).toBeVisible({
      timeout: 45_000,
    });
    await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
    expect(await sentFrom(account)).toBe(1);
  });
  await test.step("by hand: the form has who gets it, and what was not allowed is said", async () => {
    await closeAssistant(page);
    await page.getByRole("link", { name: /Looms/ }).first().click();
    await page.getByRole("button", { name: "Reply" }).click();
    const form = page.getByRole("form", { name: "Reply" });
    await expect(form.getByLabel("Subject")).toHaveValue("Re: Looms");
    await expectSound(page);
    await look(page, "mail-reply");
    await form.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Archive" }).click();
    // Sorting was not allowed: that is said, and where to allow it.
    await expect(page.getByText(/may not archive and label mail .* Settings, Google/)).toBeVisible();
  });
  // The app may be telling the assistant what was decided: then a question waits for that.
  expect(wrongs.filter((wrong) => !refusal.test(wrong))).toEqual([]);
  await context.close();
});
