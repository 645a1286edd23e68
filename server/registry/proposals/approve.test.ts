import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { approvalsOf, contactNames, propose } from "#local/testing/proposals.ts";
import { listChangeSets } from "#server/change-sets/index.ts";
import { createContact } from "#server/contacts/index.ts";
import { bindPorts } from "#server/core/index.ts";

import { approveProposal, getProposal } from "./index.ts";

useTestDatabase();

test("what is proposed is not done before a person approves it, and then it is, under the person's name", async () => {
  const ctx = await newOwner();
  const id = await propose(ctx, { operation: "contacts.create", input: { displayName: " Ada " } });
  expect(await contactNames(ctx)).toEqual([]);
  const shown = await getProposal(ctx, { id });
  expect(shown).toMatchObject({ status: "waiting", steps: [{ verb: "create", targets: [], outcome: null }] });
  expect(shown.steps[0]?.diff).toEqual([{ field: "displayName", old: null, new: "Ada" }]);
  const result = await approveProposal(ctx, { id, expectedHash: shown.hash });
  expect(result).toMatchObject({
    state: "done",
    outcomes: [{ state: "done", output: { displayName: "Ada" } }],
  });
  expect(await contactNames(ctx)).toEqual(["Ada"]);
  const [set] = await approvalsOf(ctx);
  expect(set).toMatchObject({
    id: result.changeSetId,
    actor: { kind: "user" },
    reason: { proposalId: id, threadId: "thread-1", toolCallId: "call-1" },
    item_count: 1,
  });
  expect(await getProposal(ctx, { id })).toMatchObject({ status: "done", changeSetId: result.changeSetId });
});

test("what a person approved is told as the assistant's doing, and found by it", async () => {
  const ctx = await newOwner();
  const id = await propose(ctx, { operation: "contacts.create", input: { displayName: "Ada" } });
  await approveProposal(ctx, { id });
  const ownDoing = await createContact(ctx, { displayName: "Eve" });
  const told = async (actorKind: "assistant" | "user") =>
    (await listChangeSets(through(ctx, "rest"), { actorKind })).items;
  expect(await told("assistant")).toMatchObject([
    {
      operation: "proposals.approve",
      actorKind: "assistant",
      who: { id: ctx.user.id },
      reason: { proposalId: id },
    },
  ]);
  expect(await told("user")).toMatchObject([{ subject: { rowId: ownDoing.id }, actorKind: "user" }]);
});

test("approved many times at once it has one effect, and each call gets the same outcome", async () => {
  const ctx = await newOwner();
  const id = await propose(ctx, { operation: "contacts.create", input: { displayName: "Once" } });
  const results = await Promise.all(Array.from({ length: 8 }, () => approveProposal(ctx, { id })));
  for (const result of results) expect(result).toEqual(results[0]);
  expect(results[0]?.state).toBe("done");
  expect(await contactNames(ctx)).toEqual(["Once"]);
  expect(await approvalsOf(ctx)).toHaveLength(1);
});

test("a person's edits are what is run and kept; an edit the operation refuses is named and decides nothing", async () => {
  const ctx = await newOwner();
  const input = { displayName: "Ada", emails: ["ada@x.example"] };
  const id = await propose(ctx, { operation: "contacts.create", input });
  await expect(approveProposal(ctx, { id, edits: { 0: { emails: ["nonsense"] } } })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "edits.0.emails.0": "Not an e-mail address." },
  });
  await expect(approveProposal(ctx, { id, edits: { 0: { colour: "red" } } })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(approveProposal(ctx, { id, edits: { 3: {} } })).rejects.toMatchObject({
    code: "invalid_input",
  });
  expect((await getProposal(ctx, { id })).status).toBe("waiting");
  const result = await approveProposal(ctx, { id, edits: { 0: { displayName: "Ada Byron" } } });
  expect(result.outcomes).toMatchObject([
    { output: { displayName: "Ada Byron", emails: ["ada@x.example"] } },
  ]);
  expect((await getProposal(ctx, { id })).steps[0]).toMatchObject({
    input: { displayName: "Ada" },
    edits: { displayName: "Ada Byron" },
  });
});

test("an edit cannot turn the step to another record", async () => {
  const ctx = await newOwner();
  const [ada, eve] = [
    await createContact(ctx, { displayName: "Ada" }),
    await createContact(ctx, { displayName: "Eve" }),
  ];
  const id = await propose(ctx, { operation: "contacts.update", input: { id: ada.id, title: "Countess" } });
  await expect(approveProposal(ctx, { id, edits: { 0: { id: eve.id } } })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "edits.0.id": expect.any(String) },
  });
});

test("a later step uses what an earlier one answered, in one change set", async () => {
  const ctx = await newOwner();
  const id = await propose(
    ctx,
    { operation: "contacts.create", input: { displayName: "Ada" } },
    { operation: "contacts.update", input: { id: { $step: 0, path: "id" }, title: "Countess" } },
  );
  const result = await approveProposal(ctx, { id });
  expect(result.outcomes).toMatchObject([
    { state: "done" },
    { output: { displayName: "Ada", title: "Countess" } },
  ]);
  expect(await approvalsOf(ctx)).toMatchObject([{ item_count: 2 }]);
});

test("a reference forward, to a step left out, or to nothing is refused in words", async () => {
  const ctx = await newOwner();
  const create = { operation: "contacts.create", input: { displayName: "Ada" } };
  const update = (reference: unknown) => ({
    operation: "contacts.update",
    input: { id: reference, title: "x" },
  });
  await expect(propose(ctx, update({ $step: 1, path: "id" }), create)).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "steps.0.input.id": "Only an earlier step can be referred to." },
  });
  const id = await propose(ctx, create, update({ $step: 0, path: "id" }));
  await expect(approveProposal(ctx, { id, include: [1] })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("Step 2 needs what step 1 makes"),
  });
  const wrong = await propose(ctx, create, update({ $step: 0, path: "constructor" }));
  expect(await approveProposal(ctx, { id: wrong })).toMatchObject({
    state: "failed",
    error: { code: "invalid_input" },
  });
  expect(await contactNames(ctx)).toEqual([]);
});

test("only the chosen steps run; the others are kept as left out", async () => {
  const ctx = await newOwner();
  const steps = ["Ada", "Bea", "Cid"].map((displayName) => ({
    operation: "contacts.create",
    input: { displayName },
  }));
  const id = await propose(ctx, ...steps);
  const result = await approveProposal(ctx, { id, include: [0, 2] });
  expect(result.outcomes.map((outcome) => outcome.state)).toEqual(["done", "skipped", "done"]);
  expect(await contactNames(ctx)).toEqual(["Ada", "Cid"]);
});

test("a failing step takes the others back, is told in words, and can be edited and approved again", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Taken", emails: ["ada@x.example"] });
  const id = await propose(
    ctx,
    { operation: "contacts.create", input: { displayName: "Bea" } },
    { operation: "contacts.create", input: { displayName: "Ada", emails: ["ada@x.example"] } },
  );
  const failed = await approveProposal(ctx, { id });
  expect(failed).toMatchObject({
    state: "failed",
    changeSetId: null,
    error: { code: "conflict", message: expect.stringContaining("Another contact already has this address") },
    outcomes: [{ state: "skipped" }, { state: "failed" }],
  });
  expect(await contactNames(ctx)).toEqual(["Taken"]);
  expect(await getProposal(ctx, { id })).toMatchObject({ status: "failed", error: failed.error });
  const again = await approveProposal(ctx, { id, edits: { 1: { emails: ["other@x.example"] } } });
  expect(again).toMatchObject({ state: "done", error: null });
  expect(await contactNames(ctx)).toEqual(["Ada", "Bea", "Taken"]);
});

test("an approval publishes what its steps did and that the proposal changed; a failed one only the latter", async () => {
  const ctx = await newOwner();
  const published: string[] = [];
  bindPorts({
    publish: (_target, events) => {
      published.push(...events.map((event) => event.type));
      return Promise.resolve();
    },
  });
  const create = { operation: "contacts.create", input: { displayName: "Ada", emails: ["ada@x.example"] } };
  const [first, second] = [await propose(ctx, create), await propose(ctx, create, create)];
  published.length = 0;
  await approveProposal(ctx, { id: first });
  expect(published).toEqual(["contact.created", "proposal.changed"]);
  published.length = 0;
  expect((await approveProposal(ctx, { id: second })).state).toBe("failed");
  expect(published).toEqual(["proposal.changed"]);
});
