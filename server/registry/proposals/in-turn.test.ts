import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { approve, contactNames, newTurn } from "#local/testing/proposals.ts";
import type { Excerpt } from "#lib/schemas/proposals.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { listTasks } from "#server/tasks/index.ts";

import { approveProposal, getProposal, rejectProposal } from "./index.ts";

useTestDatabase();

const shown = (ctx: Context, id: string) => getProposal(through(ctx, "rest"), { id });
const titles = async (ctx: Context) =>
  (await listTasks(through(ctx, "rest"), {})).items.map(({ title }) => title).sort();

test("writes of one turn are steps of one proposal, each with its number; those of another turn are not", async () => {
  const ctx = await newOwner();
  const [write, other] = [newTurn(ctx), newTurn(ctx)];
  const first = await write("contacts.create", { displayName: "Ada" });
  const second = await write("tasks.create", { title: "Call Ada", contactId: "$step0.id" });
  const third = await other("tasks.create", { title: "Order yarn" });
  expect(first).toMatchObject({ state: "waiting", step: 0, reference: "$step0.id" });
  expect(second).toEqual({ ...first, step: 1, reference: "$step1.id" });
  expect(third.proposalId).not.toBe(first.proposalId);
  const { steps } = await shown(ctx, first.proposalId);
  expect(steps).toMatchObject([
    { operation: "contacts.create", needs: [] },
    { operation: "tasks.create", needs: [0], input: { contactId: { $step: 0, path: "id" } } },
  ]);
  const { state, outcomes } = await approve(ctx, { id: first.proposalId });
  const [contact] = outcomes.map((one) => (one.state === "done" ? (one.output as { id: string }).id : null));
  expect(state).toBe("done");
  expect((await listTasks(through(ctx, "rest"), {})).items).toMatchObject([{ contactId: contact }]);
});

test("the same call of a turn is one step, also when it comes at once, and answers what became of it", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const task = ["tasks.create", { title: "Call Ada" }] as const;
  const [made] = await Promise.all([write(...task), write(...task), write(...task)]);
  expect((await shown(ctx, made.proposalId)).steps).toHaveLength(1);
  await write("tasks.create", { title: "Order yarn" });
  await approve(ctx, { id: made.proposalId, include: [0] });
  expect(await write(...task)).toMatchObject({ state: "done", proposalId: made.proposalId });
  expect(await write("tasks.create", { title: "Order yarn" })).toMatchObject({ state: "rejected" });
  expect(await titles(ctx)).toEqual(["Call Ada"]);
});

test("many at once come to one card, and nothing of them is lost", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const made = await Promise.all(
    ["a", "b", "c", "d", "e", "f"].map((title) => write("tasks.create", { title })),
  );
  const ids = new Set(made.map(({ proposalId }) => proposalId));
  const steps = await Promise.all([...ids].map(async (id) => (await shown(ctx, id)).steps));
  expect(
    steps
      .flat()
      .map(({ input }) => input["title"])
      .sort(),
  ).toEqual(["a", "b", "c", "d", "e", "f"]);
});

test.each(["approved", "rejected"] as const)(
  "what was %s takes no step more: the next is a card of its own",
  async (how) => {
    const ctx = await newOwner();
    const write = newTurn(ctx);
    const { proposalId: id } = await write("contacts.create", { displayName: "Ada" });
    await (how === "approved" ? approve(ctx, { id }) : rejectProposal(ctx, { id }));
    const next = await write("tasks.create", { title: "Call Ada" });
    expect(next.proposalId).not.toBe(id);
    expect(next).toMatchObject({ state: "waiting", step: 1 });
    await expect(write("tasks.create", { title: "x", contactId: "$step0.id" })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("not on the card"),
    });
  },
);

test("a card that was shown before a step came is shown again in place of being approved", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const { proposalId: id } = await write("tasks.create", { title: "Call Ada" });
  const { hash } = await shown(ctx, id);
  await write("tasks.create", { title: "Order yarn" });
  expect(await approveProposal(ctx, { id, expectedHash: hash })).toMatchObject({ state: "stale" });
  expect(await titles(ctx)).toEqual([]);
  const again = await shown(ctx, id);
  expect(again).toMatchObject({ status: "waiting", steps: [{}, {}] });
  expect(await approveProposal(ctx, { id, expectedHash: again.hash })).toMatchObject({ state: "done" });
  expect(await titles(ctx)).toEqual(["Call Ada", "Order yarn"]);
});

test("a card that may have grown is not approved unread", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const { proposalId: id } = await write("tasks.create", { title: "Call Ada" });
  await expect(approveProposal(ctx, { id })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("Read it again"),
  });
  await write("tasks.create", { title: "Order yarn" });
  await expect(approveProposal(ctx, { id })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await shown(ctx, id)).toMatchObject({ status: "waiting", decidedAt: null });
  expect(await titles(ctx)).toEqual([]);
  const done = await approve(ctx, { id });
  expect(await approveProposal(ctx, { id })).toEqual(done);
});

const excerpt = (text: string, addresses: string[] = []): Excerpt => ({ text, from: "Eve", addresses });

test("what led to each step is kept for all; where that would be too much, the step has a card of its own", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const one = await write("tasks.create", { title: "a" }, { excerpts: [excerpt("Pay", ["a@x.example"])] });
  await write(
    "tasks.create",
    { title: "b" },
    { excerpts: [excerpt("Pay", ["b@x.example"]), excerpt("Now")] },
  );
  await write("tasks.create", { title: "c" });
  const card = await shown(ctx, one.proposalId);
  expect(card.excerpts).toMatchObject([
    { text: "Pay", addresses: ["a@x.example", "b@x.example"] },
    { text: "Now" },
  ]);
  expect(card.steps.map(({ readFrom }) => readFrom)).toEqual([
    [{ excerpt: 0, addresses: ["a@x.example"] }],
    [{ excerpt: 0, addresses: ["b@x.example"] }, { excerpt: 1 }],
    [],
  ]);
  const many = Array.from({ length: 19 }, (_, at) => excerpt(`Text ${at}`));
  const more = await write("tasks.create", { title: "d" }, { excerpts: many });
  expect(more.proposalId).not.toBe(one.proposalId);
  expect((await shown(ctx, more.proposalId)).excerpts).toHaveLength(19);
});

test("what has a change set of its own kind, or goes to somebody, stands by itself", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const task = await write("tasks.create", { title: "Call Ada" });
  const undone = await approve(ctx, { id: task.proposalId });
  const next = await write("tasks.create", { title: "Order yarn" });
  const revert = await write("changeSets.revert", { id: undone.changeSetId });
  const title = await write("contacts.update", { id, title: "Countess" });
  expect(revert.proposalId).not.toBe(next.proposalId);
  expect(title.proposalId).toBe(next.proposalId);
});

test("what starts work, or cannot be taken back with records, makes no card that cannot", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const task = await write("tasks.create", { title: "Call Ada" });
  const zone = await write("profile.update", { timeZone: "Europe/Lisbon" });
  const job = await write("jobs.cancel", { id: newId() }).catch(() => null);
  expect(zone.proposalId).not.toBe(task.proposalId);
  expect(job?.proposalId).not.toBe(task.proposalId);
  expect((await shown(ctx, task.proposalId)).steps).toHaveLength(1);
});

test("a viewer proposes nothing, and another workspace's record is not found", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const { id } = await createContact(stranger, { displayName: "Eve" });
  const write = newTurn(ctx);
  const { proposalId } = await write("tasks.create", { title: "Call Ada" });
  await expect(write("contacts.update", { id, title: "x" })).rejects.toMatchObject({ code: "not_found" });
  const viewer = await newMember(ctx, "viewer");
  await expect(newTurn(viewer)("tasks.create", { title: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(getProposal(through(stranger, "rest"), { id: proposalId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await shown(ctx, proposalId)).steps).toHaveLength(1);
  expect(await contactNames(ctx)).toEqual([]);
});
