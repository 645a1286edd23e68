import { callRest, makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

interface Contact {
  id: string;
  title: string | null;
}

test("every change is told, opens to its diff and can be taken back; what changed since is asked", async ({
  home: page,
}) => {
  test.setTimeout(120_000);
  const key = await makeKey(page);
  const ada = await callRest<Contact>(page, key, "POST", "/contacts", {
    displayName: "Ada Byron",
    title: "Lady",
  });
  const change = (title: string) => callRest(page, key, "PATCH", `/contacts/${ada.id}`, { title });
  await change("Countess");
  await change("Mathematician");

  await page.goto("/activity");
  const rows = page.getByRole("region", { name: "What changed" }).getByRole("listitem");
  const first = rows.filter({ hasText: "changed title of Ada Byron from Lady to Countess" });
  const second = rows.filter({ hasText: "changed title of Ada Byron from Countess to Mathematician" });
  await expect(second).toContainText("A program (API key)");
  await expectSound(page);

  await test.step("it opens to the diff", async () => {
    await second.getByRole("button", { name: "What changed" }).click();
    await expect(second.getByRole("row", { name: "Title Countess Mathematician" })).toBeVisible();
    await expectSound(page);
  });

  await test.step("the older one is not undone over the newer one without being asked", async () => {
    await first.getByRole("button", { name: "Revert" }).click();
    await expect(first.getByText("1 record changed since.")).toBeVisible();
    await expect(first.getByRole("alert").getByRole("link", { name: "Ada Byron" })).toHaveAttribute(
      "href",
      `/contacts/${ada.id}`,
    );
    await expectSound(page);
    await first.getByRole("button", { name: "Overwrite them" }).click();
    await expect(first.getByText("Taken back")).toBeVisible();
    const title = async () => (await callRest<Contact>(page, key, "GET", `/contacts/${ada.id}`)).title;
    await expect.poll(title).toBe("Lady");
    await expect(rows.filter({ hasText: "You took back a change of Ada Byron" })).toBeVisible();
  });

  await test.step("by who, and by record", async () => {
    await page.getByLabel("Who did it").selectOption("apiKey");
    await expect(page).toHaveURL(/by=apiKey/);
    await expect(rows.filter({ hasText: "made this workspace" })).toHaveCount(0);
    await page.goto(`/activity?record=${ada.id}`);
    await expect(page.getByRole("link", { name: "Show all records again" })).toBeVisible();
    await expect(rows).toHaveCount(4);
  });
});
