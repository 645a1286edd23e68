import { callRest, makeKey } from "./support/program.ts";
import { approve, chooseFile, expectAddsUp, numbersIn, sample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

test.use({ refusalsExpected: true });

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);

test("an empty file and a picture are each refused in words, and the page goes on", async ({
  home: page,
}) => {
  const alert = page.getByRole("main").getByRole("alert");

  await chooseFile(page, "empty.mbox", Buffer.alloc(0));
  await expect(alert).toContainText(/empty/i);

  await chooseFile(page, "mailbox.mbox", png);
  await expect(alert).toContainText(/picture|image|PNG/i);

  await page.getByLabel("Your addresses in this mailbox").fill("not an address");
  await chooseFile(page, "sample.mbox", sample.file());
  await expect(page.getByText(/not an e-mail address/i)).toBeVisible();

  await page.getByLabel("Your addresses in this mailbox").fill("");
  await chooseFile(page, "sample.mbox", sample.file());
  await expect(page.getByRole("button", { name: "Approve and import 50 messages" })).toBeVisible();
  await expect(page.getByText("This looks like the mailbox of mara@fjordlicht.example")).toBeVisible();
});

test("a file that ends in the middle of a message says so", async ({ home: page }) => {
  const whole = sample.file();
  const cut = whole.indexOf('filename="floor-plan.pdf"');
  await chooseFile(page, "cut.mbox", whole.subarray(0, cut));
  const warning = page.getByRole("region", { name: "Worth knowing" });
  await expect(warning).toContainText("seems to end in the middle of a message");
  await approve(page);
  expectAddsUp(await numbersIn(page, "main"), "in the file");
});

test("what was imported already is not imported twice", async ({ home: page }) => {
  await chooseFile(page, "one.mbox", sample.file());
  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(page.getByRole("button", { name: "Revert" })).toBeVisible();
  await page.getByRole("link", { name: "Bring in more" }).click();
  await chooseFile(page, "again.mbox", sample.file());
  await expect(page.getByRole("heading", { name: "Nothing to import from again.mbox" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
});

test("a wrong password is said in words", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("nobody@people.example");
  await page.getByLabel("Password").fill("wrong wrong wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("is not right");
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@people.example");
});

test("what is written while the server is out of reach stays, and goes through once it is there again", async ({
  home: page,
}) => {
  const key = await makeKey(page);
  const { id } = await callRest<{ id: string }>(page, key, "POST", "/contacts", { displayName: "Ada Byron" });
  const outOfReach = page.getByText(/The server cannot be reached right now\. What you wrote is kept/);

  await test.step("a task", async () => {
    await page.goto("/tasks");
    const title = page.getByRole("main").getByRole("textbox", { name: "New task" });
    await title.fill("Call Ada");
    await page.context().setOffline(true);
    await page.getByRole("main").getByRole("button", { name: "Add", exact: true }).click();
    await expect(outOfReach).toBeVisible();
    await expect(title).toHaveValue("Call Ada");
    await page.context().setOffline(false);
    await page.getByRole("main").getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("button", { name: "Call Ada" })).toBeVisible();
  });

  await test.step("a field of a record", async () => {
    await page.goto(`/contacts/${id}`);
    await page.getByRole("button", { name: "Edit title" }).click();
    const field = page.getByRole("textbox", { name: "Title" });
    await field.fill("Mathematician");
    await page.context().setOffline(true);
    await field.press("Enter");
    await expect(outOfReach).toBeVisible();
    await expect(field).toHaveValue("Mathematician");
    await page.context().setOffline(false);
    await field.press("Enter");
    await expect(page.getByRole("main")).toContainText("Mathematician");
    await expect(field).toHaveCount(0);
  });
});
