import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { told } from "#local/testing/told.ts";
import { ask } from "#local/testing/turns.ts";
import { approve } from "#local/testing/proposals.ts";
import { ThreadExport } from "#lib/schemas/chat-threads.ts";
import { createContact } from "#server/contacts/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { outcomeOf } from "./export-data.ts";
import { asMarkdown, fileNameOf } from "./export-markdown.ts";
import { deleteThread, exportThread } from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

const missing = { code: "not_found" };

test("an export holds questions, answers, sources as links, proposals with what became of them, times and cost", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { id: adaId } = await createContact(ctx, { displayName: "Ada [x](y) *Byron*" });
  const { threadId: id, answer } = await ask(
    ctx,
    scriptedModel(
      { calls: [{ tool: "contacts_list", input: {} }] },
      {
        say: `See [Ada](/contacts/${adaId}). <img src=x>`,
        calls: [{ tool: "contacts_create", input: { displayName: "Grace" } }],
      },
    ),
    "Add Grace\n# Now",
  );
  const waiting = (await exportThread(rest, { id })).text;
  expect(waiting).toContain("Create a contact: waits for your decision");

  const proposal = answer.parts.find((part) => part.type === "data-proposal");
  bindModel(scriptedModel("Grace is there."));
  await approve(ctx, { id: proposal?.id ?? "" });
  await told(ctx);

  const { fileName, mediaType, text } = await exportThread(rest, { id });
  expect({ fileName, mediaType }).toEqual({ fileName: "Add-Grace-Now.md", mediaType: "text/markdown" });
  expect(text).toMatch(/^# Add Grace \\# Now\n/);
  expect(text).toContain(String.raw`> Add Grace${"\n"}> \# Now`);
  expect(text).toContain(`See [Ada](http://localhost:3000/contacts/${adaId}). \\<img src=x>`);
  expect(text).toContain(String.raw`- [Ada \[x\]\(y\) \*Byron\*](http://localhost:3000/contacts/${adaId})`);
  expect(text).toMatch(/Create a contact: approved and done, \w{3}, \d/);
  expect(text).toContain("- You approved: Create");
  expect(text).toMatch(/\*\d calls · [\d,]+ tokens · .*\$/);
  expect(text.indexOf("Grace is there.")).toBeGreaterThan(text.indexOf("See [Ada]"));

  const json = await exportThread(rest, { id, format: "json" });
  expect(json).toMatchObject({ fileName: "Add-Grace-Now.json", mediaType: "application/json" });
  expect(ThreadExport.parse(JSON.parse(json.text))).toMatchObject({
    isWhole: true,
    messages: [
      { role: "user", text: "Add Grace\n# Now", usage: null },
      {
        role: "assistant",
        proposals: [{ operation: "contacts.create", outcome: "done" }],
        usage: { calls: 2 },
      },
      { role: "user", decisions: [{ outcome: "done" }] },
      { role: "assistant", text: "Grace is there." },
    ],
  });
});

test("nobody else exports a conversation, nor is one in the bin exported", async () => {
  const ctx = await newOwner();
  const { threadId: id } = await ask(ctx, scriptedModel("Hi."), "Hi");
  for (const other of [await newOwner(), await newMember(ctx, "admin"), await newMember(ctx, "viewer")]) {
    await expect(exportThread(through(other, "rest"), { id })).rejects.toMatchObject(missing);
  }
  await deleteThread(ctx, { id });
  await expect(exportThread(through(ctx, "rest"), { id })).rejects.toMatchObject(missing);
});

test("what became of a proposal goes by its state, and outside by what the assistant was told", () => {
  const done = { status: "done", isReverted: false, leftOut: [1], takenBack: [2], decidedAt: null } as const;
  expect(outcomeOf(done, "done")).toBe("done");
  expect(outcomeOf(done, "failed")).toBe("failed");
  expect(outcomeOf(done, "takenBack")).toBe("takenBack");
  expect(outcomeOf({ ...done, isReverted: true }, "done")).toBe("takenBack");
  expect(outcomeOf({ ...done, status: "waiting" }, "reopened")).toBe("waiting");
  expect([0, 1, 2].map((step) => outcomeOf(done, "done", step))).toEqual(["done", "rejected", "takenBack"]);
  expect(outcomeOf(undefined, "rejected")).toBe("rejected");
  expect(outcomeOf(undefined, undefined)).toBe("waiting");
});

test("a file is named by letters and digits, and says where it begins late", () => {
  expect(fileNameOf("../Größe: 3/4?", "md")).toBe("Größe-3-4.md");
  expect(fileNameOf("…", "json")).toBe("conversation.json");
  const text = asMarkdown(
    { title: "A", createdAt: "2030-01-01T10:00:00.000Z", isWhole: false, messages: [] },
    { timeZone: "Europe/Berlin", address: "http://localhost:3000" },
  );
  expect(text).toContain("11:00");
  expect(text).toContain("The beginning of this conversation is left out");
});
