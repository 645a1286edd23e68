import { look } from "./support/look.ts";
import { callRest, makeKey, proposeByMcp } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

interface Contact {
  id: string;
  displayName: string;
  title: string | null;
}

test("what a program wants to write waits, is edited, approved, undone and rejected", async ({
  home: page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/approvals");
  await expect(page.getByText("Nothing waits for you.")).toBeVisible();
  await expectSound(page);

  const key = await makeKey(page);
  const ada = await callRest<Contact>(page, key, "POST", "/contacts", {
    displayName: "Ada Byron",
    title: "Countess",
  });
  await proposeByMcp(page, key, "contacts_update", { id: ada.id, title: "Mathematician" });
  await proposeByMcp(page, key, "tasks_create", { title: "Call Ada", contactId: ada.id });
  await proposeByMcp(page, key, "notes_create", { contactId: ada.id, body: "Likes engines." });

  await page.goto("/approvals");
  const waiting = page.getByRole("region", { name: "Waiting for you" });
  await expect(waiting.getByRole("article")).toHaveCount(3);
  await expectSound(page);

  await test.step("the card says what it is about, field by field", async () => {
    const card = waiting.getByRole("article", { name: "Change contact “Ada Byron”" });
    await expect(card.getByRole("row", { name: "Title Countess Mathematician" })).toBeVisible();
    await expect(
      waiting.getByRole("article", { name: "Create task “Call Ada”" }).getByRole("row"),
    ).toContainText(["Field", "Call Ada", "Ada Byron"]);
  });

  await test.step("edited and approved by keys, it is one line that leads back", async () => {
    const card = waiting.getByRole("article", { name: "Create task “Call Ada”" });
    await card.focus();
    await page.keyboard.press("e");
    await card.getByLabel("Title").fill("Write to Ada");
    await card.getByLabel("Due").fill("2027-03-01T10:00");
    await expectSound(page);
    await page.keyboard.press("Control+Enter");
    await expect(waiting.getByText("Created task “Write to Ada”")).toBeVisible();
    const tasks = await callRest<{ items: { title: string; dueAt: string }[] }>(page, key, "GET", "/tasks");
    expect(tasks.items).toMatchObject([{ title: "Write to Ada", dueAt: "2027-03-01T10:00:00.000Z" }]);
    await waiting.getByRole("button", { name: "Undo" }).click();
    await expect(waiting.getByText("Taken back", { exact: true })).toBeVisible();
    expect((await callRest<{ items: unknown[] }>(page, key, "GET", "/tasks")).items).toEqual([]);
  });

  await test.step("what changed meanwhile is shown again, and nothing is overwritten", async () => {
    await callRest(page, key, "PATCH", `/contacts/${ada.id}`, { title: "Widow" });
    const card = waiting.getByRole("article", { name: "Change contact “Ada Byron”" });
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(card.getByText("Changed meanwhile")).toBeVisible();
    await expect(card.getByText("Title: was Countess, now Widow")).toBeVisible();
    expect((await callRest<Contact>(page, key, "GET", `/contacts/${ada.id}`)).title).toBe("Widow");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(waiting.getByText("Changed contact “Ada Byron”")).toBeVisible();
    expect((await callRest<Contact>(page, key, "GET", `/contacts/${ada.id}`)).title).toBe("Mathematician");
  });

  await test.step("rejected by a key, nothing of it is run", async () => {
    await waiting.getByRole("article", { name: /^Create note/ }).focus();
    await page.keyboard.press("Backspace");
    await expect(waiting.getByText("Rejected", { exact: true })).toBeVisible();
    await expect(waiting.getByRole("article")).toHaveCount(0);
    await expectSound(page);
    await look(page, "approvals-decided");
  });

  await test.step("a rejection is taken back, by the line or by the note, and decided anew", async () => {
    const note = waiting.getByRole("article", { name: /^Create note/ });
    const line = waiting.locator("[data-row]").filter({ hasText: /^Rejected:/ });
    await line.getByRole("button", { name: "Undo" }).click();
    await expect(note).toBeVisible();
    await expect(note).toContainText(/An outside program, .+, asked for this\. It may have read/);
    await note.getByRole("button", { name: "Reject" }).click();
    await expect(note).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(note).toBeVisible();
    await note.getByRole("button", { name: "Reject" }).click();
    await expect(line).toBeVisible();
  });

  await page.reload();
  await expect(page.getByText("Nothing waits for you.")).toBeVisible();
  const past = page.getByRole("region", { name: "Past decisions" });
  await expect(past.getByRole("listitem")).toHaveCount(3);
  await expectSound(page);
});
