import { expectSound } from "./support/sound.ts";
import { approve, goTo, previewSample, takeBack } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test("signing in and up", async ({ page }) => {
  for (const path of ["/sign-in", "/sign-up"]) {
    await page.goto(path);
    await expectSound(page);
  }
});

test("every state of an import, and a contact", async ({ home: page }) => {
  test.setTimeout(180_000);
  await expectSound(page);
  await previewSample(page);
  for (const tab of ["People", "Companies", "Messages", "Left out"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel").getByRole("status")).toHaveCount(0);
    await expectSound(page);
  }
  await approve(page);
  await expectSound(page);
  await goTo(page, "Contacts");
  await expect(page.getByRole("link", { name: "Lukas Huber" })).toBeVisible();
  await expectSound(page);

  await page.getByRole("link", { name: "Lukas Huber" }).click();
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expectSound(page);
  await page.getByRole("button", { name: "Edit title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Nephew");
  await expectSound(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Title changed")).toBeVisible();
  await expectSound(page);

  await goTo(page, "Contacts");
  await page.getByLabel("Search contacts").fill("huber");
  await expect(page.getByRole("link", { name: /Anneliese Huber/ })).toBeVisible();
  await expectSound(page);

  await goTo(page, "Sync");
  await page.getByRole("link", { name: /^sample\.mbox/ }).click();
  await takeBack(page);
  await expectSound(page);
});

test.describe("what is not there", () => {
  test.use({ refusalsExpected: true });

  test("is said in the same frame", async ({ home: page }) => {
    await page.goto("/contacts/nobody");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expectSound(page);
    await page.goto("/nonsense/of/some/depth");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Contacts" }).click();
    await expect(page.getByRole("heading", { name: "Contacts", level: 1 })).toBeVisible();
    const gone = page.getByText("This conversation is not there.");
    for (const name of ["abc", "0198c0de-0000-7000-8000-000000000001"]) {
      await page.goto(`/assistant/${name}`);
      await expect(gone).toBeVisible();
      await expectSound(page);
    }
    await page.getByRole("textbox", { name: "Message to the assistant" }).fill("Remind me to  tomorrow");
    await page.keyboard.press("Enter");
    const answer = page.getByRole("article", { name: "Assistant" });
    await expect(answer.getByText("What shall I remind you of?")).toBeVisible();
    await expect(gone).toHaveCount(0);
  });

  test("is said without the frame to whoever is not signed in", async ({ page }) => {
    const answer = await page.goto("/nonsense");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Pages" })).toHaveCount(0);
  });
});
