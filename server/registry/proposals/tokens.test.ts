import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { asTool, newTurn, propose } from "#local/testing/proposals.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { createTask } from "#server/tasks/index.ts";

import { createProposal } from "../index.ts";
import { approveProposal, getProposal } from "./index.ts";

useTestDatabase();

const shown = (ctx: Context, id: string) => getProposal(through(ctx, "rest"), { id });

/** A turn that has changed a task and made a contact, and the card of both. */
async function afterTwoWrites() {
  const ctx = await newOwner();
  const { id: contactId } = await createContact(ctx, { displayName: "Ada" });
  const task = await createTask(ctx, { title: "Call Ada", contactId });
  const write = newTurn(ctx);
  const { proposalId } = await write("tasks.update", { id: task.id, title: "Call Ada now" });
  await write("contacts.create", { displayName: "Bea" });
  return { ctx, write, proposalId };
}

const elsewhere: [string, string, Record<string, unknown>][] = [
  ["a record to change", "contacts.update", { id: "$step0.contactId", emails: ["eve@x.example"] }],
  ["a record to delete", "contacts.delete", { id: "$step0.contactId" }],
  ["a record to change, made before", "contacts.update", { id: "$step1.id", title: "Countess" }],
  ["the same as an object", "contacts.delete", { id: { $step: 0, path: "contactId" } }],
  ["the same in disguise", "contacts.delete", { id: { "$step\u0000": 0, path: "contactId" } }],
  ["what an earlier write answers", "tasks.create", { title: "x", contactId: "$step0.contactId" }],
  ["an answer's own record", "tasks.create", { title: "x", contactId: { $step: 1, path: "" } }],
  ["a record that is changed", "notes.create", { body: "x", taskId: "$step0.id" }],
  ["a text", "notes.create", { body: "$step1.displayName" }],
  ["a text, by id", "tasks.create", { title: "$step1.id" }],
  ["a part of a list", "contacts.create", { displayName: "Cid", emails: ["$step1.primaryEmail"] }],
  [
    "a part deeper down",
    "contacts.create",
    { displayName: "Cid", customFields: { contactId: { $step: 1, path: "id" } } },
  ],
];

test.each(elsewhere)(
  "%s is nothing that a name of an earlier write stands for",
  async (_, operation, input) => {
    const { ctx, write, proposalId } = await afterTwoWrites();
    await expect(write(operation, input)).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(/Please check ".+": .*\$step/),
    });
    expect((await shown(ctx, proposalId)).steps).toHaveLength(2);
  },
);

test("a program names no earlier write at all", async () => {
  const ctx = await newOwner();
  for (const contactId of ["$step0.id", { $step: 0, path: "id" }]) {
    const asked = createProposal(asTool(ctx), {
      steps: [{ operation: "tasks.create", input: { title: "x", contactId } }],
      source: { kind: "mcp", client: "tests" },
      sourceKey: newId(),
    });
    await expect(asked, JSON.stringify(contactId)).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("an edit names no earlier step: the person would not see what it comes to", async () => {
  const ctx = await newOwner();
  const create = (displayName: string) => ({ operation: "contacts.create", input: { displayName } });
  const id = await propose(ctx, create("Ada"), create("Bea"));
  const { hash } = await shown(ctx, id);
  for (const title of [
    { $step: 0, path: "displayName" },
    { "$step\u0000": 0, path: "displayName" },
  ]) {
    await expect(
      approveProposal(ctx, { id, expectedHash: hash, edits: { 1: { title } } }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { "edits.1.title": expect.any(String) } });
  }
  expect((await shown(ctx, id)).status).toBe("waiting");
});
