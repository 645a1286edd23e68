import { look } from "./support/look.ts";
import { importMailbox, mboxOf } from "./support/mailbox.ts";
import { makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const lotte = { from: "Lotte de Wit <lotte@harbour.example>", to: "me@people.example" };
const mails = mboxOf([
  {
    ...{ ...lotte, id: "lease@harbour.example", subject: "The lease", at: new Date("2026-01-05T10:00:00Z") },
    body: "I have joined Harbour Line as fleet manager.\nMy mobile number is +31 6 5550 0134, call whenever.",
  },
]);

test("what only the words of a mail say is read when asked, priced before, shown with its sentence, and added", async ({
  home: page,
}) => {
  await importMailbox(page, await makeKey(page), mails, "me@people.example");
  await page.goto("/contacts");
  await page.getByRole("link", { name: "Lotte de Wit" }).click();
  const card = page.getByRole("region", { name: "From their mail" });
  await expect(card).toContainText("omnicrm-demo looks for a phone number, title and company, at no cost.");
  await expect(card.getByRole("listitem")).toHaveCount(0);
  await expectSound(page);
  await look(page, "read-their-mail");

  await card.getByRole("button", { name: "Read their mail" }).click();
  await expect(card.getByRole("status")).toHaveText("3 found in their mail.");
  const phone = card.getByRole("listitem").filter({ hasText: "+31655500134" });
  await expect(phone).toContainText("“My mobile number is +31 6 5550 0134, call whenever.”");
  await expect(phone).toContainText("read by omnicrm-demo");
  await expectSound(page);
  await look(page, "found-in-their-mail");

  await phone.getByRole("button", { name: "Add +31655500134" }).click();
  await expect(page.getByText("Phone added")).toBeVisible();
  await expect(phone).toHaveCount(0);
  await card.getByRole("button", { name: "Read their mail" }).click();
  await expect(card.getByRole("status")).toHaveText("Nothing more in their mail.");

  await page.goto("/activity");
  const added = page.getByRole("listitem").filter({ hasText: "You added phone number +31655500134" });
  await expect(added).toContainText("A mail, read by omnicrm-demo");
  await expect(added).toContainText("“My mobile number is +31 6 5550 0134, call whenever.”");
  await expect(added).not.toContainText("Harbour Line");
  await page.goto("/settings/usage");
  await expect(page.getByRole("main")).toContainText("Extraction");
});
