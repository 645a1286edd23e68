import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { asTool, contactNames, propose } from "#local/testing/proposals.ts";
import { type Context, newId, type Scope } from "#server/core/index.ts";

import { approveProposal, getProposal, rejectProposal } from "./index.ts";

useTestDatabase();

test("a rejected proposal is not run any more, and one that ran cannot be rejected", async () => {
  const ctx = await newOwner();
  const create = { operation: "contacts.create", input: { displayName: "Ada" } };
  const [first, second] = [await propose(ctx, create), await propose(ctx, create)];
  expect(await rejectProposal(ctx, { id: first, reason: "Not now" })).toMatchObject({
    status: "rejected",
    reason: "Not now",
  });
  expect((await rejectProposal(ctx, { id: first })).status).toBe("rejected");
  await expect(approveProposal(ctx, { id: first })).rejects.toMatchObject({ code: "conflict" });
  await approveProposal(ctx, { id: second });
  await expect(rejectProposal(ctx, { id: second })).rejects.toMatchObject({ code: "conflict" });
});

test("a viewer cannot propose, and who has become one cannot approve", async () => {
  const ctx = await newOwner();
  const create = { operation: "contacts.create", input: { displayName: "Ada" } };
  await expect(propose(await newMember(ctx, "viewer"), create)).rejects.toMatchObject({ code: "forbidden" });
  const member = await newMember(ctx, "member");
  const id = await propose(member, create);
  await inChangeSet(ctx, (tx) =>
    tx.execute(`update crm.members set role = 'viewer' where user_id = '${member.user.id}'`),
  );
  await expect(approveProposal(member, { id })).rejects.toMatchObject({ code: "forbidden" });
  expect(await contactNames(ctx)).toEqual([]);
});

test("a key needs the right to decide and the right of each step; a step without it is refused beforehand", async () => {
  const ctx = await newOwner();
  const id = await propose(ctx, { operation: "contacts.create", input: { displayName: "Ada" } });
  const key = (...scopes: Scope[]): Context => ({
    ...through(ctx, "rest"),
    actor: { kind: "apiKey", apiKeyId: newId(), scopes },
  });
  await expect(approveProposal(key("proposals:write"), { id })).rejects.toMatchObject({
    message: expect.stringContaining("Only a person decides this"),
  });
  await expect(approveProposal(key("proposals:write", "approve"), { id })).rejects.toMatchObject({
    message: expect.stringContaining('"contacts:write"'),
  });
  expect((await getProposal(ctx, { id })).status).toBe("waiting");
  const allowed = key("proposals:write", "approve", "contacts:write");
  expect((await approveProposal(allowed, { id })).state).toBe("done");
});

test("neither the model, MCP nor a job approves", async () => {
  const ctx = await newOwner();
  const id = await propose(ctx, { operation: "contacts.create", input: { displayName: "Ada" } });
  const actors: Context[] = [
    asTool(ctx),
    { ...through(ctx, "mcp"), actor: { kind: "mcp", apiKeyId: newId(), scopes: ["*"], client: "tests" } },
    { ...through(ctx, "batch"), actor: { kind: "job", jobId: newId() } },
    { ...through(ctx, "action"), actor: { kind: "automation", automationId: newId() } },
  ];
  for (const actor of actors) {
    await expect(approveProposal(actor, { id }), actor.door).rejects.toMatchObject({ code: "forbidden" });
    await expect(rejectProposal(actor, { id }), actor.door).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await contactNames(ctx)).toEqual([]);
});
