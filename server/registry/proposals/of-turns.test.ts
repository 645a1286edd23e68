import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { approve, approvalsOf, newTurn } from "#local/testing/proposals.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { proposalsOfTurns } from "../index.ts";

useTestDatabase();

test("of a card that was decided each call is told what became of it: a row left out was not done", async () => {
  const ctx = await newOwner();
  const turnId = newId();
  const write = newTurn(ctx, turnId);
  const { proposalId: id } = await write("tasks.create", { title: "Call Ada" });
  await write("tasks.create", { title: "Order yarn" });
  await approve(ctx, { id, include: [1] });
  expect(await proposalsOfTurns(ctx, [turnId])).toMatchObject([{ status: "rejected" }, { status: "done" }]);
});

/** As the version before kept it, which knew of no calls. */
const withoutCalls = ({ workspace }: Context) => systemPool().client`
  update crm.proposals set steps = (select jsonb_agg(s - 'call') from jsonb_array_elements(steps) s)
  where workspace_id = ${workspace.id}`;

const task = ["tasks.create", { title: "Call Ada" }] as const;

test("a turn that a deploy interrupts makes its call again: one row, on the card that was there", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const made = await write(...task, { sourceKey: "key" });
  await withoutCalls(ctx);
  expect(await write(...task, { sourceKey: "key" })).toMatchObject({ proposalId: made.proposalId, step: 0 });
  expect(await write("tasks.create", { title: "Order yarn" })).toMatchObject({ proposalId: made.proposalId });
  expect(await write(...task, { sourceKey: "key" })).toMatchObject({ proposalId: made.proposalId, step: 0 });
  await approve(ctx, { id: made.proposalId });
  expect(await write(...task, { sourceKey: "key" })).toMatchObject({ state: "done" });
});

test("what was decided before a deploy is answered to the call that comes again", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const made = await write(...task, { sourceKey: "key" });
  await withoutCalls(ctx);
  await approve(ctx, { id: made.proposalId });
  expect(await write(...task, { sourceKey: "key" })).toEqual({
    state: "done",
    proposalId: made.proposalId,
    step: 0,
  });
});

test("the ledger names the model and the call of what was approved, also where another model wrote the first row", async () => {
  const ctx = await newOwner();
  const write = newTurn(ctx);
  const { proposalId: id } = await write(...task, { model: "small" });
  await write("tasks.create", { title: "Order yarn" }, { model: "large" });
  await write("tasks.create", { title: "Oil the loom" }, { model: "other" });
  await approve(ctx, { id, include: [1, 2] });
  expect(await approvalsOf(ctx)).toMatchObject([{ reason: { model: "large, other", toolCallId: "call-1" } }]);
});
