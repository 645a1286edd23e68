export { processOperationBatch } from "./batches/index.ts";
export { inputJsonSchema, type JsonSchema, outputJsonSchema } from "./json-schemas.ts";
export { findOperation } from "./lookup.ts";
export { operations } from "./operations.ts";
export {
  approveProposal,
  changesLabel,
  createProposal,
  listProposals,
  type ProposedCall,
  proposalsOfTurns,
  proposeInTurn,
  rejectProposal,
  reopenProposal,
  pastTokens,
  withoutTokens,
} from "./proposals/index.ts";
export { runOperation } from "./run-operation.ts";
export { operationNameOf, toolDescription, toolNameOf, toolsOf } from "./tools.ts";
