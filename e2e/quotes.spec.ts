import { look } from "./support/look.ts";
import { expectSound } from "./support/sound.ts";
import { approve, previewSample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";

const quote = "Cold enough to numb a thumb at four, she wrote, and nobody laughed.";

const saidBy = { by: "Inês Pinto · ines@pinto.example", at: "2026-11-02T10:00:00.000Z", isOwn: false };

/** Gives each mail that an answer links a sentence, wherever it stands in what the page reads. */
function withQuotes(value: unknown): void {
  if (value === null || typeof value !== "object") return;
  if ("kind" in value && value.kind === "mail" && "cited" in value && value.cited)
    Object.assign(value, { quote, saidBy });
  for (const part of Object.values(value)) withQuotes(part);
}

/** The demo model quotes what it says of a mail itself; of another model's answer the app shows the sentence. */
test("an answer shows the sentence of the mail that it rests on, as text that leads to the mail", async ({
  home: page,
}) => {
  await previewSample(page);
  await approve(page);
  await page.keyboard.press("Control+j");
  const field = page.getByRole("textbox", { name: "Message to the assistant" });
  await field.fill("What did Inês Pinto say about bin labels?");
  await field.press("Enter");
  const answer = page.getByRole("article", { name: "Assistant" });
  await expect(answer.getByRole("list", { name: "Sources" })).toBeVisible();
  await expect(answer.getByRole("list", { name: "What the mails say" })).toHaveCount(0);

  await page.route("**/api/v1/chat/*", async (route) => {
    const response = await route.fetch();
    const body: unknown = await response.json();
    withQuotes(body);
    await route.fulfill({ response, json: body });
  });
  await page.reload();
  const quotes = answer.getByRole("list", { name: "What the mails say" });
  await expect(quotes.getByRole("listitem").first()).toContainText(`“${quote}”`);
  await expect(quotes.getByRole("listitem").first()).toContainText("Inês Pinto · ines@pinto.example,");
  await expectSound(page);
  await look(page, "quotes");
  await quotes.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/inbox\//);
});
