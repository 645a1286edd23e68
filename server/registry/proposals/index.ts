import { approveProposal } from "./approve.ts";
import { createProposal } from "./create.ts";
import { getProposal } from "./get.ts";
import { proposeInTurn } from "./in-turn.ts";
import { listProposals } from "./list.ts";
import { rejectProposal } from "./reject.ts";
import { reopenProposal } from "./reopen.ts";

export { changesLabel } from "./label.ts";
export { pastTokens, withoutTokens } from "./tokens.ts";
export { type ProposedCall, proposalsOfTurns } from "./of-turns.ts";

export {
  approveProposal,
  createProposal,
  getProposal,
  listProposals,
  proposeInTurn,
  rejectProposal,
  reopenProposal,
};

export const proposalOperations = [
  listProposals,
  getProposal,
  approveProposal,
  rejectProposal,
  reopenProposal,
] as const;
