import { Proposal, type ProposalStatus } from "#lib/schemas/proposals.ts";
import type { Context } from "#server/core/index.ts";
import { listProposals, runOperation } from "#server/registry/index.ts";

import { through } from "../owners.ts";

export const proposalsWith = async (ctx: Context, status: ProposalStatus): Promise<Proposal[]> =>
  (await listProposals(through(ctx, "rest"), { status })).items;

/** Those that a person has still to decide, the oldest first. */
export async function waitingProposals(ctx: Context): Promise<Proposal[]> {
  const found = [...(await proposalsWith(ctx, "waiting")), ...(await proposalsWith(ctx, "failed"))];
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

export const proposalOf = async (ctx: Context, id: string): Promise<Proposal> =>
  Proposal.parse(await runOperation(through(ctx, "rest"), "proposals.get", { id }));
