import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { control } from "./support/google.ts";
import { ask, closeAssistant, googleOrigin, openAssistant, readList } from "./support/journey.ts";
import { look } from "./support/look.ts";
import { importMailbox, mboxOf } from "./support/mailbox.ts";
import { signUp } from "./support/people.ts";
import { callRest, makeKey, proposeByMcp } from "./support/program.ts";
import { makeViewer } from "./support/roles.ts";
import { expectSound } from "./support/sound.ts";
import { sample } from "./support/steps.ts";
import { expect, test } from "./support/test.ts";
import { watch } from "./support/watch.ts";

interface Act {
  kind: string;
  name: string;
}

/** What stands around every page, and changes nothing but how it looks in this browser. */
const frame = [
  /workspace and you$/,
  "Icons only",
  "Search",
  /^Search ?⌘K$/,
  "Assistant",
  "More",
  "Skip to content",
  "Dismiss",
];

const inboxActs = ["Search mail", "Inbox", "Waiting for you", "People only", "All"];
const conversationActs = [
  ...["Conversations", "Search your conversations", "Recent", "Archived", "Bin"],
  ...[/^More for /, /^How many contacts do I have\?/],
];

/** By page: what may be pressed or typed into by whoever reads alone. All else is a mistake. */
const readersActs: Record<string, (string | RegExp)[]> = {
  today: [/table$/, /chart$/],
  contacts: ["Search contacts", "Sort", "Tag", "Owner", "How long quiet", "Any company", "Bin", /^Width of /],
  contact: [/^why\? /, "Mails", "Meetings", "Notes", "Tasks"],
  companies: ["Search companies", "Sort", "Bin", /^Width of /],
  company: [/^why\? /, "Mails", "Meetings", "Notes", "Tasks"],
  tasks: ["Open", "Done"],
  inbox: inboxActs,
  thread: [...inboxActs, "Signature and quoted text", "Show formatted"],
  calendar: ["Week", "Agenda"],
  approvals: [],
  sync: [],
  import: ["All", "Stored", "Skipped", "Show more"],
  preview: [/^(People|Companies|Messages|Left out)[+−]\d/, "Show as a table"],
  account: ["Find out", "Address, subject or Message-ID", "All connections"],
  jobs: ["All", "Running", "Failed"],
  activity: ["Who did it", "What changed", "Show more"],
  settings: ["Name", "Time zone", /^(Edit|Change) /],
  google: ["Sync"],
  ignored: [],
  keys: ["Create a key", /^Revoke /],
  memory: [/table$/, /chart$/],
  usage: [/table$/, /chart$/],
  system: [],
  assistant: conversationActs,
  conversation: conversationActs,
};

/** Rows and messages, which open where they stand: by what their kind of page calls them. */
const opens =
  "[data-row], [data-event], [aria-expanded][aria-controls], summary, article h3 button, [data-tab]";

/** Everything of the page that can be pressed or typed into, by the name it is read out with. */
async function actsOf(page: Page): Promise<Act[]> {
  return page.evaluate((opening) => {
    const isSeen = (element: HTMLElement) => element.checkVisibility({ opacityProperty: false });
    const nameOf = (element: HTMLElement): string => {
      const labelled = element.getAttribute("aria-labelledby");
      const label = "labels" in element && (element as HTMLInputElement).labels?.[0]?.textContent;
      const by = labelled && document.getElementById(labelled)?.textContent;
      return (element.getAttribute("aria-label") ?? (by || label || element.textContent))
        .replaceAll(/\s+/g, " ")
        .trim();
    };
    const acts = [
      ...document.querySelectorAll<HTMLElement>(
        "button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, [role=menuitem], a[href*='new'], a[href='/sync']",
      ),
    ];
    return acts
      .filter(
        (element) =>
          isSeen(element) && !element.matches(opening) && !element.closest("nav[aria-label=Pages]"),
      )
      .map((element) => ({ kind: element.tagName.toLowerCase(), name: nameOf(element) }));
  }, opens);
}

const fits = (name: string, allowed: readonly (string | RegExp)[]): boolean =>
  allowed.some((one) => (typeof one === "string" ? one === name : one.test(name)));

/** What a page offers beyond what a reader may press. */
async function beyondReading(page: Page, name: string): Promise<string[]> {
  const acts = await actsOf(page);
  const allowed = [...frame, ...(readersActs[name] ?? [])];
  return acts.filter((act) => !fits(act.name, allowed)).map(({ kind, name: act }) => `${kind}: ${act}`);
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

const later = mboxOf([
  {
    id: "ships@navy.example",
    from: "Grace Hopper <grace@navy.example>",
    to: "me@people.example",
    subject: "Ships",
    at: new Date("2026-01-05T10:00:00Z"),
    body: "They sail.",
  },
]);

async function connectGoogle(page: Page): Promise<void> {
  const account = `reader-${randomUUID().slice(0, 8)}@harbour.example`;
  await control("/__accounts", { email: account, name: "Harriet Harbour" });
  await page.goto("/settings/google");
  await page.getByRole("button", { name: "Connect Google" }).click();
  await expect(page.getByRole("heading", { name: "Sign in with Google" })).toBeVisible();
  await page.getByRole("radio", { name: account }).check();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Connected. Nothing has been read yet")).toBeVisible();
}

/** Everything of which a page shows something, by somebody who may write; answers the paths of the pages. */
async function furnish(page: Page, key: string): Promise<Record<string, string>> {
  const rest = <T>(path: string, data: unknown) => callRest<T>(page, key, "POST", path, data);
  await importMailbox(page, key, sample.file(), "anna.huber@mail.example");
  const company = await rest<{ id: string }>("/companies", { name: "Analytical Engines" });
  const ada = await rest<{ id: string }>("/contacts", { displayName: "Ada Byron", companyId: company.id });
  await rest("/notes", { contactId: ada.id, body: "Likes engines." });
  await rest("/tasks", { title: "Call Ada", contactId: ada.id, dueAt: new Date().toISOString() });
  await rest("/ignored", { value: "shop.example" });
  await rest("/memories", { body: "Call me Kim" });
  await proposeByMcp(page, key, "contacts_update", { id: ada.id, title: "Mathematician" });
  const rejected = await proposeByMcp(page, key, "tasks_create", { title: "Write to Ada" });
  await rest(`/proposals/${rejected}/reject`, {});
  const approved = await proposeByMcp(page, key, "tasks_create", { title: "Thank Ada" });
  await rest(`/proposals/${approved}/approve`, {});
  const upload = await page.request.post("/api/v1/imports", {
    headers: { authorization: `Bearer ${key}` },
    multipart: {
      file: { name: "later.mbox", mimeType: "application/mbox", buffer: later },
    },
  });
  const { data }: { data: { previewId: string } } = await upload.json();
  await expect
    .poll(
      async () =>
        (await callRest<{ status: string }>(page, key, "GET", `/previews/${data.previewId}`)).status,
      {
        timeout: 60_000,
      },
    )
    .toBe("ready");
  const [batch] = await rows<{ id: string; connectionId: string }>(page, "/batches");
  const [thread] = await rows<{ id: string }>(page, "/threads?filter=people&limit=1");
  return {
    contact: `/contacts/${ada.id}`,
    company: `/companies/${company.id}`,
    thread: `/inbox/${thread?.id ?? ""}`,
    import: `/sync?import=${batch?.id ?? ""}`,
    preview: `/sync?preview=${data.previewId}`,
    account: `/sync/${batch?.connectionId ?? ""}`,
  };
}

const fixed = {
  today: "/today",
  contacts: "/contacts",
  companies: "/companies",
  tasks: "/tasks",
  inbox: "/inbox",
  calendar: "/calendar",
  approvals: "/approvals",
  sync: "/sync?new",
  jobs: "/jobs",
  activity: "/activity",
  settings: "/settings",
  google: "/settings/google",
  ignored: "/settings/ignored",
  keys: "/settings/keys",
  memory: "/settings/assistant",
  usage: "/settings/usage",
  system: "/settings/system",
  assistant: "/assistant",
};

/** Pages on which somebody who may write is offered something that a reader is not. */
const writersPages = [
  ...[
    "contacts",
    "contact",
    "companies",
    "company",
    "tasks",
    "thread",
    "approvals",
    "sync",
    "import",
    "preview",
  ],
  ...["account", "activity", "google", "ignored", "memory", "usage", "assistant", "conversation"],
];

/** Pages where words stand in place of what is not offered. */
const readsOtherwise = new Set([
  "today",
  "contact",
  "tasks",
  "approvals",
  "sync",
  "preview",
  "keys",
  "assistant",
]);

test("whoever reads alone is offered nothing on any page that the server would refuse", async ({
  browser,
}) => {
  test.setTimeout(420_000);
  const { origin } = new URL(process.env["E2E_URL"] ?? "");
  const context = await browser.newContext({ baseURL: origin });
  const page = await context.newPage();
  const wrongs = watch(page, origin);
  await signUp(page, `reader-${randomUUID().slice(0, 8)}@people.example`);
  const [me] = await rows<{ userId: string }>(page, "/members");
  const key = await makeKey(page);
  const records = await furnish(page, key);
  await connectGoogle(page);
  await visit(page, "/today");
  await openAssistant(page);
  await ask(page, "How many contacts do I have?");
  await expect(page.getByRole("article", { name: "Assistant" })).toContainText(/contacts/);
  await expect(page.getByRole("button", { name: "Stop the answer" })).toHaveCount(0);
  await closeAssistant(page);
  const [thread] = await rows<{ id: string }>(page, "/chat?limit=1");
  const pages: Record<string, string> = {
    ...fixed,
    ...records,
    conversation: `/assistant/${thread?.id ?? ""}`,
  };

  await test.step("who may write is offered more", async () => {
    for (const name of writersPages) {
      await visit(page, pages[name] ?? "");
      await expect.poll(() => beyondReading(page, name), { message: name }).not.toEqual([]);
    }
  });

  await makeViewer(me?.userId ?? "");

  for (const [name, path] of Object.entries(pages)) {
    await test.step(path, async () => {
      await visit(page, path);
      expect.soft(await beyondReading(page, name), name).toEqual([]);
      if (readsOtherwise.has(name)) await expectSound(page);
      await look(page, `viewer-${name}`);
    });
  }

  await test.step("an address that asks for a form opens none", async () => {
    for (const path of [
      "/contacts?new",
      "/companies?new",
      "/tasks?new",
      `${records["contact"] ?? ""}?edit`,
    ]) {
      await visit(page, path);
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(
        page.getByRole("main").locator("input:not([type=search], [type=radio]):enabled, textarea"),
      ).toHaveCount(0);
    }
  });

  await test.step("commands and keys that write are none", async () => {
    await visit(page, "/contacts");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("option", { name: "Go to Contacts" })).toBeVisible();
    await expect(page.getByRole("option", { name: /^(New |Import|Sync now|Ask the assistant)/ })).toHaveCount(
      0,
    );
    await page.keyboard.press("Escape");
    for (const path of ["/contacts", "/tasks", "/approvals", records["contact"] ?? ""]) {
      await visit(page, path);
      await page.keyboard.press("?");
      const keys = page.getByRole("dialog", { name: "All keys" });
      await expect(keys.getByText("Search and commands")).toBeVisible();
      await expect(keys.getByText(/^(New|Edit|Select|Approve|Reject|Done)/)).toHaveCount(0);
      await page.keyboard.press("Escape");
    }
  });

  await test.step("what is offered is done: reading on, a key that reads, the assistant’s panel", async () => {
    await visit(page, "/activity");
    await page.getByRole("button", { name: "What changed" }).first().click();
    await expect(page.getByText(/^(Created|Changed|Deleted|Added) /).first()).toBeVisible();
    await visit(page, "/settings/keys");
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByLabel("Name").fill("Reads alone");
    await page.getByRole("button", { name: "Create the key" }).click();
    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.getByRole("button", { name: "Revoke Reads alone" }).click();
    await page.getByRole("button", { name: "Revoke for good" }).click();
    await expect(page.getByText("Reads alone revoked")).toBeVisible();
    await page.keyboard.press("Control+j");
    const panel = page.getByRole("complementary", { name: "Assistant" });
    await expect(panel.getByText("Asking the assistant is for members")).toBeVisible();
    await expectSound(page);
    await look(page, "viewer-panel");
    await page.keyboard.press("Control+j");
    await expect(panel).toHaveCount(0);
  });

  await context.close();
  // At Google's own pages the journey is outside.
  expect(wrongs.filter((wrong) => !wrong.startsWith(`outside: ${googleOrigin()}`))).toEqual([]);
});

async function rows<T>(page: Page, path: string): Promise<T[]> {
  // What the operation of this path declares as its output.
  return (await readList(page, path)) as T[];
}
