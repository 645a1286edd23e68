import { approveProposal } from "./approve.ts";
import { createProposal } from "./create.ts";
import { getProposal } from "./get.ts";
import { listProposals } from "./list.ts";
import { rejectProposal } from "./reject.ts";
import { reopenProposal } from "./reopen.ts";

export { type ProposedCall, proposalsOfTurns } from "./of-turns.ts";

export { approveProposal, createProposal, getProposal, listProposals, rejectProposal, reopenProposal };

export const proposalOperations = [
  listProposals,
  getProposal,
  approveProposal,
  rejectProposal,
  reopenProposal,
] as const;
