import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { approve, goTo, previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test("contacts: listed, narrowed, peeked into, tagged and deleted together", async ({ home: page }) => {
  test.setTimeout(150_000);
  await page.goto("/contacts");
  const table = page.getByRole("table", { name: "Contacts" });
  const rows = table.getByRole("link");

  await test.step("an empty list says what will be there", async () => {
    await expect(page.getByRole("main").getByRole("link", { name: "Connect your mailbox" })).toBeVisible();
    await expectSound(page);
    await look(page, "contacts-empty");
  });

  await goTo(page, "Sync");
  await previewSample(page);
  await approve(page);
  await goTo(page, "Contacts");
  await expect(rows).toHaveCount(12);
  await expect(page.getByText("12 people")).toBeVisible();

  await test.step("sorted by name, the address says so", async () => {
    await page.getByLabel("Sort").selectOption("name");
    await expect(page).toHaveURL(/sort=name/);
    await expect(rows.first()).toHaveText("Anneliese Huber");
  });

  await test.step("who comes back from a record finds the words and the place", async () => {
    const search = page.getByRole("searchbox", { name: "Search contacts" });
    const found = page.getByRole("main").getByRole("link", { name: /^Lukas Huber/ });
    await search.fill("lukas");
    await expect(page).toHaveURL(/sort=name&q=lukas/);
    await found.click();
    await expect(page.getByRole("heading", { name: "Lukas Huber", level: 1 })).toBeVisible();
    await page.goBack();
    await expect(search).toHaveValue("lukas");
    await expect(found).toBeVisible();
    await search.fill("");
    await expect(page).toHaveURL(/sort=name$/);
    await expect(rows).toHaveCount(12);

    const size = page.viewportSize() ?? { width: 1280, height: 860 };
    const top = () => page.evaluate(() => window.scrollY);
    await page.setViewportSize({ ...size, height: 400 });
    await rows.last().scrollIntoViewIfNeeded();
    const before = await top();
    expect(before).toBeGreaterThan(100);
    await rows.last().click();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Contacts");
    await page.goBack();
    await expect.poll(top).toBe(before);
    await page.setViewportSize(size);
  });

  await test.step("beside the assistant the names keep their room, and what matters less goes", async () => {
    const assistant = page.getByRole("complementary", { name: "Assistant" });
    await page.getByRole("button", { name: "Assistant" }).click();
    await expect(assistant).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Owner" })).toBeHidden();
    const name = await page.getByRole("columnheader", { name: "Name" }).boundingBox();
    expect(name?.width).toBeGreaterThan(160);
    await assistant.getByRole("button", { name: "Close the assistant" }).click();
    await expect(page.getByRole("columnheader", { name: "Owner" })).toBeVisible();
  });

  await test.step("a column is made wider by keys, stays so, and is put back", async () => {
    const handle = page.getByRole("separator", { name: "Width of Company" });
    const company = page.getByRole("columnheader", { name: "Company" });
    const widthOf = async () => Math.round((await company.boundingBox())?.width ?? 0);
    const before = await widthOf();
    await handle.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(widthOf).toBeGreaterThan(before + 20);
    const after = await widthOf();
    await page.reload();
    await expect(rows).toHaveCount(12);
    expect(Math.abs((await widthOf()) - after)).toBeLessThan(3);
    await handle.focus();
    await page.keyboard.press("Delete");
    await expect.poll(widthOf).toBe(before);
    await page.getByRole("heading", { name: "Contacts", level: 1 }).click();
  });

  await test.step("space peeks, Escape goes back to the row", async () => {
    await page.keyboard.press("j");
    await expect(rows.first()).toBeFocused();
    await page.keyboard.press("Space");
    const peek = page.getByRole("dialog", { name: "Anneliese Huber" });
    await expect(peek.getByText("Last touch")).toBeVisible();
    await expect(peek.getByRole("listitem").first()).toBeVisible();
    await look(page, "contacts-peek");
    await page.keyboard.press("Escape");
    await expect(peek).toHaveCount(0);
    await expect(rows.first()).toBeFocused();
  });

  await test.step("several are tagged at once, and the list narrows to them", async () => {
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByText("2 contacts selected")).toBeVisible();
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.getByLabel("Find or make a tag").fill("Distillery");
    await look(page, "contacts-selected");
    await page.keyboard.press("Enter");
    await expect(page.getByText("2 contacts tagged “Distillery”")).toBeVisible();
    await page.getByLabel("Tag", { exact: true }).selectOption({ label: "Distillery" });
    await expect(rows).toHaveCount(2);
    await expectSound(page);
    await page.getByLabel("Tag", { exact: true }).selectOption({ label: "Any tag" });
    await expect(rows).toHaveCount(12);
  });

  await test.step("several are deleted at once, lie in the bin, and are back", async () => {
    await rows.nth(2).focus();
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByText("2 contacts deleted")).toBeVisible();
    await expect(rows).toHaveCount(10);
    await page.getByRole("button", { name: "Bin" }).click();
    await expect(rows).toHaveCount(2);
    await page.keyboard.press("Control+z");
    await expect(page.getByText("The bin is empty.")).toBeVisible();
    await page.getByRole("link", { name: "Back to your contacts" }).click();
    await expect(rows).toHaveCount(12);
  });

  await test.step("a new one by c", async () => {
    await page.keyboard.press("c");
    const form = page.getByRole("dialog", { name: "New contact" });
    await form.getByRole("button", { name: "Add contact" }).click();
    await expect(form.getByText("Please fill this in.")).toBeVisible();
    await form.getByLabel("Name").fill("Grete Neumann");
    await form.getByLabel("E-mail").fill("grete@neumann.example");
    await look(page, "contacts-new");
    await form.getByRole("button", { name: "Add contact" }).click();
    await expect(page.getByRole("heading", { name: "Grete Neumann", level: 1 })).toBeVisible();
    await expect(page.getByText("grete@neumann.example")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page).toHaveURL(/\/contacts$/);
    await expect(rows).toHaveCount(12);
  });
});

test("a contact: facts with why, company, tags, notes, tasks and what happened", async ({ home: page }) => {
  test.setTimeout(150_000);
  await previewSample(page);
  await approve(page);
  await goTo(page, "Contacts");
  await page.getByRole("link", { name: "Lukas Huber" }).click();
  await expect(page.getByRole("heading", { name: "Lukas Huber", level: 1 })).toBeVisible();
  const facts = page.getByRole("region", { name: "Facts" });

  await test.step("why? says who or what set a value", async () => {
    await facts.getByRole("term").filter({ hasText: "Came from" }).hover();
    await facts.getByRole("button", { name: "why? Came from" }).click();
    await expect(page.getByRole("dialog").getByText(/added it/)).toBeVisible();
    await expect(page.getByRole("dialog").getByRole("link", { name: "Import" })).toBeVisible();
    await look(page, "contact-why");
    await page.keyboard.press("Escape");
    await facts.getByRole("button", { name: "Edit title" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("Nephew");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Title changed")).toBeVisible();
    await facts.getByRole("term").filter({ hasText: "Title" }).hover();
    await facts.getByRole("button", { name: "why? Title" }).click();
    await expect(page.getByRole("dialog").getByText(/You set it/)).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("another company is chosen, and undone", async () => {
    await facts.getByRole("button", { name: "Edit company" }).click();
    await page.getByLabel("Find or make a company").fill("Huber & Nephew");
    await page.getByRole("button", { name: "Make “Huber & Nephew”" }).click();
    await expect(facts.getByRole("link", { name: "Huber & Nephew" })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(facts.getByRole("link", { name: "Brennerei Oberland" })).toBeVisible();
  });

  await test.step("tags", async () => {
    await facts.getByRole("button", { name: "Tag", exact: true }).click();
    await page.getByLabel("Find or make a tag").fill("Family");
    await page.keyboard.press("Enter");
    await expect(facts.getByRole("button", { name: "Take off the tag Family" })).toBeVisible();
    await facts.getByRole("button", { name: "Take off the tag Family" }).click();
    await expect(page.getByText("Tag “Family” taken off")).toBeVisible();
    await expect(facts.getByText("Family")).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(facts.getByText("Family")).toBeVisible();
  });

  await test.step("notes and tasks", async () => {
    await page.getByLabel("New note").fill("Likes plum brandy.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("region", { name: "Notes" }).getByText("Likes plum brandy.")).toBeVisible();
    await page.getByRole("textbox", { name: "New task" }).fill("Send the price list");
    await page.keyboard.press("Enter");
    const tasks = page.getByRole("region", { name: "Tasks" });
    await expect(tasks.getByRole("button", { name: "Send the price list" })).toBeVisible();
    await expectSound(page);
    await look(page, "contact");
  });

  await test.step("the timeline narrows by kind, and opens", async () => {
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByRole("button", { name: "Notes" }).click();
    await expect(timeline.getByRole("listitem")).toHaveCount(1);
    await timeline.getByRole("button", { name: "Notes" }).click();
    await timeline.getByRole("button", { name: "Mails" }).click();
    const first = timeline.getByRole("listitem").first();
    await first.getByRole("button").click();
    await expect(first.getByRole("link", { name: "Open the conversation" })).toHaveAttribute(
      "href",
      /^\/inbox\//,
    );
    await expectSound(page);
  });

  await test.step("deleted, its page still says so, with the way back", async () => {
    const address = page.url();
    await page.getByRole("button", { name: "Delete contact" }).click();
    await expect(page.getByText("Lukas Huber deleted")).toBeVisible();
    await page.goto(address);
    await expect(page.getByText("This contact is in the bin")).toBeVisible();
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.getByText("This contact is in the bin")).toHaveCount(0);
  });
});
