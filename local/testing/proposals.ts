import type { ApproveProposalInput, CreateProposalInput, Excerpt } from "#lib/schemas/proposals.ts";
import { listContacts } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { approveProposal, createProposal, proposeInTurn } from "#server/registry/index.ts";

import { through } from "./fixtures.ts";
import { proposalOf } from "./scenarios/proposals.ts";

/** The assistant of this user, in the conversation thread-1. */
export const asTool = (ctx: Context): Context => ({
  ...through(ctx, "tool"),
  actor: { kind: "assistant", threadId: "thread-1", toolCallId: newId() },
});

/** A proposal of these steps by the user's assistant; answers its id. */
export async function propose(ctx: Context, ...steps: CreateProposalInput["steps"]): Promise<string> {
  const source = { kind: "assistant" as const, threadId: "thread-1", toolCallId: "call-1" };
  const { proposalId } = await createProposal(asTool(ctx), { steps, source, sourceKey: newId() });
  return proposalId;
}

interface Write {
  number?: number;
  excerpts?: Excerpt[];
  sourceKey?: string;
  model?: string;
}

/** A turn of the user's assistant that proposes one write after the other. */
export function newTurn(ctx: Context, turnId = newId()) {
  let next = 0;
  return (
    operation: string,
    input: Record<string, unknown>,
    { number = next++, excerpts, sourceKey = newId(), model }: Write = {},
  ) =>
    proposeInTurn(
      asTool(ctx),
      {
        ...{ operation, input, number, turnIds: [turnId], sourceKey, ...(excerpts ? { excerpts } : {}) },
        source: {
          ...{ kind: "assistant", threadId: "thread-1", toolCallId: `call-${number}`, turnId },
          ...(model ? { model } : {}),
        },
      },
      () => Promise.resolve(),
    );
}

/** Reads the proposal and approves it as it is. */
export const approve = async (ctx: Context, input: Omit<ApproveProposalInput, "expectedHash">) =>
  approveProposal(ctx, { ...input, expectedHash: (await proposalOf(ctx, input.id)).hash });

export const contactNames = async (ctx: Context): Promise<string[]> =>
  (await listContacts(through(ctx, "rest"), {})).items.map((contact) => contact.displayName);

interface Approval {
  id: string;
  actor: unknown;
  reason: unknown;
  item_count: number;
}

/** The change sets of this workspace's approvals. */
export const approvalsOf = async ({ workspace }: Context): Promise<Approval[]> =>
  systemPool().client<Approval[]>`
    select id, actor, reason, item_count from crm.change_sets
    where workspace_id = ${workspace.id} and operation = 'proposals.approve' order by id`;
