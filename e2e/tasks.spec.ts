import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const atLocal = (days: number): string => {
  const date = new Date(Date.now() + days * 86_400_000);
  return `${date.toISOString().slice(0, 10)}T23:30`;
};

test("tasks: added in a line, by day, done and undone, changed, deleted and back", async ({ home: page }) => {
  test.setTimeout(120_000);
  await page.goto("/tasks");
  const card = page.getByRole("region", { name: "Tasks" });
  const title = card.getByRole("textbox", { name: "New task" });

  await test.step("empty, its button leads to the field", async () => {
    await card.getByRole("button", { name: "Add a task" }).click();
    await expect(title).toBeFocused();
    await expectSound(page);
    await look(page, "tasks-empty");
  });

  const add = async (text: string, due?: string) => {
    await title.fill(text);
    if (due) await card.getByLabel("Due", { exact: true }).fill(due);
    await card.getByRole("button", { name: "Add", exact: true }).click();
    await expect(card.getByRole("button", { name: text })).toBeVisible();
  };

  await test.step("they stand by day", async () => {
    await add("Call the bank", atLocal(-3));
    await add("Book the train", atLocal(1));
    await add("Read the report");
    await expect(card.getByRole("region", { name: "Overdue" })).toContainText("Call the bank");
    await expect(card.getByRole("region", { name: "Tomorrow" })).toContainText("Book the train");
    await expect(card.getByRole("region", { name: "No date" })).toContainText("Read the report");
    await expectSound(page);
    await look(page, "tasks");
  });

  await test.step("x does one, ⌘Z takes it back", async () => {
    await card.getByRole("button", { name: "Call the bank" }).focus();
    await page.keyboard.press("x");
    await expect(page.getByText("Task done")).toBeVisible();
    await expect(card.getByRole("region", { name: "Overdue" })).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(card.getByRole("region", { name: "Overdue" })).toContainText("Call the bank");
  });

  await test.step("changed in place", async () => {
    await card.getByRole("button", { name: "Read the report" }).focus();
    await page.keyboard.press("e");
    const field = card.getByRole("textbox", { name: "Task", exact: true });
    await expect(field).toBeFocused();
    await expectSound(page);
    await look(page, "tasks-edit");
    await field.fill("Read the long report");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Task changed")).toBeVisible();
    await expect(card.getByRole("button", { name: "Read the long report" })).toBeFocused();
  });

  await test.step("deleted, and back", async () => {
    await card.getByRole("button", { name: "Book the train" }).click();
    await card.getByRole("button", { name: "Delete task" }).click();
    await expect(page.getByText("Task deleted")).toBeVisible();
    await expect(card.getByRole("button", { name: "Book the train" })).toHaveCount(0);
    // The second click is not meant for what lies behind the message.
    await page.getByRole("button", { name: "Undo" }).dblclick();
    await expect(card.getByRole("button", { name: "Book the train" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Icons only" })).toHaveAttribute("aria-pressed", "false");
  });

  await test.step("done ones are kept, and open again", async () => {
    await card.getByRole("checkbox", { name: "Done: Book the train" }).click();
    await expect(card.getByRole("button", { name: "Book the train" })).toHaveCount(0);
    await page.getByText("Done", { exact: true }).click();
    await expect(page).toHaveURL(/status=done/);
    await expect(card.getByRole("region", { name: "Today" })).toContainText("Book the train");
    await card.getByRole("checkbox", { name: "Open again: Book the train" }).click();
    await expect(card.getByText("What you have done will stand here.")).toBeVisible();
  });

  await page.goto("/tasks?new");
  await expect(title).toBeFocused();
});
