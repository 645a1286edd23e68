import { createApiKey } from "#server/api-keys/index.ts";
import { listChangeSets } from "#server/change-sets/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { cancelJob } from "#server/jobs/index.ts";
import { createProposal, rejectProposal, runOperation } from "#server/registry/index.ts";

import { newContact } from "./people.ts";
import type { WalkCases } from "./types.ts";

const keyInput = { name: "Script", scopes: ["contacts:read"] as const };

const keyId = async (owner: Context) => ({
  id: (await createApiKey(owner, { ...keyInput, scopes: [...keyInput.scopes] })).id,
});

async function changeSetId(owner: Context) {
  const { id: recordId } = await newContact(owner);
  const { items } = await listChangeSets({ ...owner, door: "rest" }, { recordId });
  return { id: items[0]?.id ?? "" };
}

async function proposalId(owner: Context) {
  const actor = { kind: "assistant" as const, threadId: "thread", toolCallId: "call" };
  const { proposalId: id } = await createProposal(
    { ...owner, door: "tool", actor },
    {
      steps: [{ operation: "contacts.update", input: { id: (await newContact(owner)).id, title: "x" } }],
      source: actor,
      sourceKey: newId(),
    },
  );
  return { id };
}

async function rejectedId(owner: Context) {
  const { id } = await proposalId(owner);
  await rejectProposal(owner, { id });
  return { id };
}

const batchInput = async (owner: Context) => ({
  operation: "contacts.update",
  inputs: [{ id: (await newContact(owner)).id, title: "x" }],
});

async function jobId(owner: Context) {
  const answer = await runOperation(owner, "operationBatches.create", await batchInput(owner));
  return { id: (answer as { jobId: string }).jobId };
}

/** Ledger, keys, proposals and jobs. */
export const platformCases: WalkCases = {
  "changeSets.list": {
    seed: async (owner) => ({ recordId: (await newContact(owner)).id }),
    stranger: "empty",
  },
  "changeSets.get": { seed: changeSetId, stranger: "notFound" },
  "changeSets.revert": { seed: changeSetId, stranger: "notFound" },
  "changeSets.revertAll": {
    seed: async (owner) => ({ ids: [(await changeSetId(owner)).id] }),
    stranger: "notFound",
  },

  "apiKeys.create": { seed: () => Promise.resolve(keyInput), stranger: "untouched", viewer: "answered" },
  "apiKeys.list": {
    seed: async (owner) => {
      await keyId(owner);
      return {};
    },
    stranger: "empty",
  },
  "apiKeys.revoke": { seed: keyId, stranger: "notFound", viewer: "notFound" },

  "proposals.list": {
    seed: async (owner) => {
      await proposalId(owner);
      return {};
    },
    stranger: "empty",
  },
  "proposals.get": { seed: proposalId, stranger: "notFound", viewer: "notFound" },
  "proposals.approve": { seed: proposalId, stranger: "notFound" },
  "proposals.reject": { seed: proposalId, stranger: "notFound" },
  "proposals.reopen": { seed: rejectedId, stranger: "notFound" },

  "jobs.list": {
    seed: async (owner) => {
      await jobId(owner);
      return {};
    },
    stranger: "empty",
  },
  "jobs.get": { seed: jobId, stranger: "notFound", viewer: "notFound" },
  "jobs.log": { seed: jobId, stranger: "notFound", viewer: "notFound" },
  "jobs.cancel": { seed: jobId, stranger: "notFound" },
  "jobs.retry": {
    seed: async (owner) => {
      const input = await jobId(owner);
      await cancelJob(owner, input);
      return input;
    },
    stranger: "notFound",
  },
  "operationBatches.create": { seed: batchInput, stranger: "untouched" },
  "operationBatches.items": { seed: jobId, stranger: "notFound", viewer: "notFound" },
};
