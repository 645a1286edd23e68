import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { told } from "#local/testing/told.ts";
import { ask, messagesOf } from "#local/testing/turns.ts";
import { approve } from "#local/testing/proposals.ts";
import { createContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";

useTestDatabase();

const propose = {
  calls: [{ tool: "contacts_create", input: { displayName: "Ada", emails: ["ada@taken.example"] } }],
};

test("what could not be done and then was, while that was being told, is told as well", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Somebody", emails: ["ada@taken.example"] });
  const { threadId, answer } = await ask(ctx, scriptedModel(propose), "Add Ada");
  const id = answer.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data.proposalId] : []))[0];
  if (!id) throw new Error("no proposal");
  bindModel(scriptedModel("That did not work.", "Now it is there."));
  expect(await approve(ctx, { id })).toMatchObject({ state: "failed" });
  await told(ctx);

  // Its job has said so and is about to end.
  await systemPool().client`
    update crm.jobs set status = 'running', lease_until = now() + interval '1 hour'
    where workspace_id = ${ctx.workspace.id} and kind = 'chat.resume'`;
  const edits = { 0: { emails: ["ada@free.example"] } };
  expect(await approve(ctx, { id, edits })).toMatchObject({ state: "done" });
  await told(ctx);
  const outcomes = (await messagesOf(ctx, threadId)).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === "data-decision" ? [part.data.outcome] : [])),
  );
  expect(outcomes).toEqual(["failed", "done"]);
  await closeQueues();
});
