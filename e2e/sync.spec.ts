import { randomUUID } from "node:crypto";

import { allow, control, google } from "./support/google.ts";
import { look } from "./support/look.ts";
import { signUp } from "./support/people.ts";
import { expectSound } from "./support/sound.ts";
import { expectAddsUp, numbersIn } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { refusal, watch } from "./support/watch.ts";

/** What the person does in Gmail itself. */
async function atGmail(account: string, id: string, change: Record<string, string[]>): Promise<void> {
  const scopes = ["https://www.googleapis.com/auth/gmail.modify"];
  const { access_token } = await control<{ access_token: string }>("/__token", { account, scopes });
  await control(`/gmail/v1/users/me/messages/${id}/modify`, change, access_token);
}

const mail = (account: string, from: string, subject: string): { raw: string } => ({
  raw: [
    `From: ${from}`,
    `To: ${account}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${randomUUID()}@newcomers.example>`,
    "",
    "Shall we have lunch on Thursday?",
    "",
  ].join("\r\n"),
});

/** Somebody with a mailbox of four mails, and nothing in the calendar. */
async function newMailbox(): Promise<string> {
  const account = `mailbox-${randomUUID().slice(0, 8)}@harbour.example`;
  await control("/__accounts", { email: account, name: "Harriet Harbour" });
  await control("/__deliver", {
    account,
    messages: [
      mail(account, "Bert Bridge <bert@bridges.example>", "The bridge"),
      mail(account, "Bert Bridge <bert@bridges.example>", "The bridge again"),
      mail(account, "Cora Crane <cora@cranes.example>", "The crane"),
      mail(account, "Dora Dock <dora@docks.example>", "The dock"),
    ],
  });
  return account;
}

test("an account is connected, seen first, imported, followed, disconnected and taken back", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const url = process.env["E2E_URL"] ?? "";
  const context = await browser.newContext({ baseURL: new URL(url).origin });
  const page = await context.newPage();
  const wrongs = watch(page, new URL(url).origin);
  await signUp(page, `sync-${randomUUID().slice(0, 8)}@people.example`);
  const account = await newMailbox();
  await page.goto("/sync");
  await expectSound(page);

  await test.step("mail first; the calendar is added later", async () => {
    await page.getByRole("checkbox", { name: /^Calendar/ }).uncheck();
    await page.getByRole("button", { name: "Connect Google" }).click();
    await page.getByRole("radio", { name: account }).check();
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(page.getByText("You did not allow it")).toBeVisible();
    // As it was left.
    await expect(page.getByRole("checkbox", { name: /^Mail/ })).toBeChecked();
    await expect(page.getByRole("checkbox", { name: /^Calendar/ })).not.toBeChecked();
    await page.getByRole("button", { name: "Connect Google" }).click();
    await allow(page, account);
    await expect(page.getByText("Connected. Nothing has been read yet")).toBeVisible();
    await expectSound(page);
  });
  const card = page.getByRole("region", { name: account });
  await expect(card.getByRole("listitem").filter({ hasText: "Mail" })).toContainText(
    "nothing of it is imported yet",
  );
  await expect(card.getByRole("listitem").filter({ hasText: "Calendar" })).toContainText("may not be read");

  await test.step("the preview tells what would come, what is exact and what is not", async () => {
    await card.getByRole("button", { name: "Preview mail" }).click();
    await expect(page.getByRole("button", { name: /^Approve and import/ })).toBeVisible({ timeout: 60_000 });
    const counts = await numbersIn(page, "main");
    expectAddsUp(counts, "in the mailbox");
    await expect(page.getByRole("region", { name: "What you approve" })).toContainText("Google’s quota");
    for (const tab of ["Companies", "Messages", "Left out", "People"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel").getByRole("status")).toHaveCount(0);
    }
    await expectSound(page);
  });

  await test.step("another choice is another preview; wrong ones are said at their field", async () => {
    const covers = page.getByRole("region", { name: "What it covers" });
    await covers.getByLabel("Leave out").fill("not a domain");
    await covers.getByRole("button", { name: "Preview again" }).click();
    await expect(covers.getByText(/neither an e-mail address nor a domain/)).toBeVisible();
    await covers.getByLabel("Leave out").fill("docks.example");
    const before = page.url();
    await covers.getByRole("button", { name: "Preview again" }).click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole("button", { name: "Approve and import 3 messages" })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole("region", { name: "What you approve" })).toContainText(
      "without docks.example",
    );
    await expectSound(page);
  });

  await test.step("what is unticked stays out, and the counts follow", async () => {
    await page.getByRole("tab", { name: "People" }).click();
    await page.getByRole("checkbox", { name: "Make a contact of Cora Crane" }).uncheck();
    await expect(page.getByRole("tab", { name: "People" })).toContainText("+1");
    await page.getByRole("tab", { name: "Messages" }).click();
    const inbox = page.getByRole("checkbox", { name: "Import mail of People" });
    await inbox.uncheck();
    await expect(page.getByRole("heading", { name: /^Nothing to import/ })).toBeVisible();
    await inbox.check();
    await expect(page.getByRole("button", { name: "Approve and import 3 messages" })).toBeVisible();
    await page.reload();
    await page.getByRole("tab", { name: "People" }).click();
    await expect(page.getByRole("checkbox", { name: "Make a contact of Cora Crane" })).not.toBeChecked();
    await expectSound(page);
  });

  await test.step("a preview that was left waits, on the account and today, and one goes on with it", async () => {
    await page.goto("/today");
    await expect(page.getByRole("region", { name: "Previews that wait for you" })).toContainText(account);
    await expectSound(page);
    await page.goto("/sync");
    const waiting = card.getByRole("listitem").filter({ hasText: "The preview of the mail waits for you" });
    await expect(waiting.getByRole("button", { name: "Discard: The preview of the mail" })).toBeVisible();
    await expect(card.getByRole("button", { name: "Preview mail" })).toHaveCount(0);
    await expectSound(page);
    await waiting.getByRole("link", { name: "Open: The preview of the mail" }).click();
    await expect(page.getByRole("button", { name: "Approve and import 3 messages" })).toBeVisible();
  });

  await test.step("approved, it is imported and adds up", async () => {
    await page.getByRole("button", { name: /^Approve and import/ }).click();
    await expect(page.getByRole("heading", { name: /^Imported/ })).toBeVisible({ timeout: 120_000 });
    const counts = await numbersIn(page, "main");
    expectAddsUp(counts, "in the mailbox");
    expect(counts["stored"]).toBeGreaterThan(0);
    await expectSound(page);
  });

  await test.step("what is new comes by itself, to the inbox and to a person, while one looks", async () => {
    await page.goto("/sync?new");
    await expect(card.getByText(/in step as of/)).toBeVisible();
    await expect(card.getByText("Google tells of changes at once")).toBeVisible({ timeout: 30_000 });
    await expectSound(page);
    await page.goto("/inbox");
    await expect(page.getByText("The crane")).toBeVisible();
    await expect(page.getByText("The dock")).toHaveCount(0);
    const messages = [mail(account, "Nadia Newcomer <nadia@newcomers.example>", "We have not met yet")];
    const [arrived] = await control<{ id: string }[]>("/__deliver", { account, messages });
    const row = page.getByRole("link", { name: /We have not met yet/ });
    await expect(row).toContainText("Unread");
    await page.goto("/contacts");
    await page.getByRole("link", { name: "Nadia Newcomer" }).first().click();
    const timeline = page.getByRole("region", { name: "Timeline" });
    await expect(timeline).toContainText("We have not met yet");
    const more = [mail(account, "Nadia Newcomer <nadia@newcomers.example>", "Lunch it is")];
    await control("/__deliver", { account, messages: more });
    await expect(timeline).toContainText("Lunch it is");
    await atGmail(account, arrived?.id ?? "", { addLabelIds: ["TRASH"], removeLabelIds: ["INBOX"] });
    await expect(timeline).not.toContainText("We have not met yet");
    await atGmail(account, arrived?.id ?? "", {
      addLabelIds: ["INBOX"],
      removeLabelIds: ["TRASH", "UNREAD"],
    });
    await expect(timeline).toContainText("We have not met yet");
    await page.goto("/inbox");
    await expect(row).toBeVisible();
    await atGmail(account, arrived?.id ?? "", { removeLabelIds: ["INBOX"] });
    await expect(row).toHaveCount(0);
    await page.getByRole("button", { name: "All", exact: true }).click();
    await expect(row).toBeVisible();
  });

  await test.step("Sync now says that all is here", async () => {
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByText("Everything new is here")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("region", { name: "Recent imports" })).toContainText("1 message");
  });

  await test.step("the rule for what comes later is told, stopped and given again", async () => {
    await expect(card.getByText(/All new mail by what you approved: without docks.example/)).toBeVisible();
    await card.getByRole("button", { name: "Stop what is new" }).click();
    await expect(card.getByText(/Nothing new comes in: you stopped that/)).toBeVisible();
    await expectSound(page);
    await card.getByRole("button", { name: "Bring in again" }).click();
    await expect(card.getByRole("button", { name: "Stop what is new" })).toBeVisible();
  });

  await test.step("a mail that was lost on its way is found missing by its day, fetched, and the day is whole", async () => {
    const lost = mail(account, "Nadia Newcomer <nadia@newcomers.example>", "Lost on its way");
    await control("/__faults", { path: "/gmail/v1/users/me/messages/", status: 404 });
    await control("/__deliver", { account, messages: [lost] });
    await control("/__deliver", {
      account,
      messages: [{ ...mail(account, "Casino <win@casino.example>", "You won"), labelIds: ["SPAM"] }],
    });
    await card.getByRole("button", { name: "Sync now" }).click();
    await expect(page.getByText("Everything new is here")).toBeVisible({ timeout: 30_000 });
    await card.getByRole("link", { name: "Day by day" }).click();
    await expect(page.getByRole("heading", { name: account, level: 1 })).toBeVisible();
    const stands = page.getByRole("region", { name: "How it stands" });
    await expect(stands).toContainText(/Connected · renewed .+, by itself/);
    await expect(stands).toContainText("Calendar may not be read");
    // What the sync just took; of the calendar nothing was asked.
    await expect(stands).toContainText(/Gmail [1-9][\d,]* of [\d,]+ units · Calendar 0 of [\d,]+ calls/);
    const days = page.getByRole("region", { name: "Day by day" });
    await expect(days.getByRole("status")).toHaveText("Not counted yet");
    await days.getByRole("button", { name: /^Count/ }).click();
    await expect(days.getByRole("status")).toContainText("1 missing", { timeout: 30_000 });
    await days
      .getByRole("link", { name: /1 missing$/ })
      .last()
      .click();
    const panel = days.getByRole("region", { name: /20\d\d$/ });
    await expect(panel.getByText("at Google")).toBeVisible();
    const counts = await numbersIn(page, "section section");
    expectAddsUp(counts, "at Google");
    expect(counts).toMatchObject({ missing: 1, "not asked for: spam": 1 });
    await look(page, "account");
    await expectSound(page);
    await panel.getByRole("button", { name: "Fetch 1 message now" }).click();
    await expect(page.getByText("Fetched what was missing")).toBeVisible({ timeout: 30_000 });
    await expect(days.getByRole("status").first()).not.toContainText("missing");
  });

  await test.step("why something is not here: it is, Google has it in spam, nobody has it", async () => {
    const why = page.getByRole("region", { name: "Why is this not here?" });
    const ask = async (words: string) => {
      await why.getByLabel("Address, subject or Message-ID").fill(words);
      await why.getByRole("button", { name: "Find out" }).click();
    };
    await ask("Lost on its way");
    await expect(why.getByText("It is here.")).toBeVisible();
    await ask("win@casino.example");
    await why.getByRole("button", { name: `Ask Google for ${account}` }).click();
    await expect(why.getByText(/^Google has it in spam/)).toBeVisible({ timeout: 30_000 });
    await expectSound(page);
    await ask("<never@nowhere.example>");
    await why.getByRole("button", { name: `Ask Google for ${account}` }).click();
    await expect(why.getByText(/^Google has nothing like this/)).toBeVisible({ timeout: 30_000 });
    await look(page, "why");
    await page.goto("/sync?new");
  });

  await test.step("access that Google ended is said on every page, and mended", async () => {
    await control("/__expire", { what: "tokens", account });
    await control("/__faults", { path: "/token", status: 400, reason: "invalid_grant" });
    await card.getByRole("button", { name: "Sync now" }).click();
    const banner = page.getByRole("status").filter({ hasText: "All that came in is kept" });
    await expect(banner).toContainText(account, { timeout: 30_000 });
    await expect(card.getByText("Google asks you to connect again")).toBeVisible();
    await card.getByRole("link", { name: "Day by day" }).click();
    const stands = page.getByRole("region", { name: "How it stands" });
    await expect(stands).toContainText("Google asks you to connect again");
    await expect(stands).toContainText("Connect the account again; nothing that came in is lost.");
    await expect(stands).not.toContainText("by itself");
    await page.goto("/jobs");
    await expect(banner).toBeVisible();
    await expectSound(page);
    await page.goto("/sync?new");
    await banner.getByRole("button", { name: "Connect again" }).click();
    await allow(page, account);
    await expect(banner).toHaveCount(0);
    await expect(card.getByText("Connected ·")).toBeVisible();
  });

  await test.step("the calendar too", async () => {
    await card.getByRole("button", { name: "Add calendar" }).click();
    await allow(page, account);
    await card.getByRole("button", { name: "Preview calendar" }).click();
    await expect(page.getByText("There is nothing in what you chose yet")).toBeVisible({ timeout: 60_000 });
    await expectSound(page);
    await page.getByRole("button", { name: "Not now" }).click();
    await card.getByRole("button", { name: "Discard: The preview of the calendar" }).click();
    await expect(page.getByText("Preview discarded")).toBeVisible();
    await card.getByRole("button", { name: "Preview calendar" }).click();
    await page.getByRole("button", { name: "Approve for what comes later" }).click({ timeout: 60_000 });
    await expect(page.getByRole("heading", { name: /^Imported 0 meetings/ })).toBeVisible({
      timeout: 60_000,
    });
    await expectSound(page);
    await page.goto("/sync?new");
    await expect(card.getByText(/All new meetings by what you approved/)).toBeVisible();
  });

  await test.step("disconnected, what came in stays", async () => {
    await card.getByRole("button", { name: "Disconnect" }).click();
    await expectSound(page);
    await card.getByRole("button", { name: "Disconnect, keep what came in" }).click();
    await expect(card.getByText(/^Disconnected/)).toBeVisible();
    await expectSound(page);
    await page.getByRole("button", { name: "Connect again" }).first().click();
    await allow(page, account);
    await expect(card.getByText("Connected ·")).toBeVisible();
  });

  await test.step("one import is taken back, then all of the account with its access", async () => {
    await card.getByRole("link", { name: "Day by day" }).click();
    const imports = page.getByRole("region", { name: "Imports" });
    await imports
      .getByRole("checkbox", { name: /^Select What came later/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Take back", exact: true }).click();
    await expect(imports.getByText("Taken back").first()).toBeVisible({ timeout: 60_000 });
    await look(page, "imports");
    await expectSound(page);
    await page.goto("/sync?new");
    await card.getByRole("button", { name: "Disconnect" }).click();
    await card.getByRole("button", { name: "Disconnect and take it back" }).click();
    await expect(card.getByText(/^Disconnected/)).toBeVisible();
    await expect(async () => {
      await page.goto("/contacts");
      await expect(page.getByText("will stand here once you approve an import")).toBeVisible({
        timeout: 2_000,
      });
    }).toPass({ timeout: 60_000 });
  });

  await context.close();
  // On Google's page, which has no icon.
  const atGoogle = new URL(google()).origin;
  expect(wrongs.filter((wrong) => !wrong.includes(atGoogle) && !refusal.test(wrong))).toEqual([]);
});
