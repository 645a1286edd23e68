import type { ClaimedTurn, ToolPart } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { findOperation, type ProposedCall, proposalsOfTurns, toolNameOf } from "#server/registry/index.ts";

/**
 * What an attempt proposed before its process was killed, in the step that it could not write down any more. A model says
 * nothing twice in the same words: so it is shown what it has proposed and goes on from there, instead of proposing anew.
 */
export async function proposedBefore(ctx: Context, turn: ClaimedTurn): Promise<ToolPart[]> {
  const known = new Set(
    turn.parts.flatMap((part) => (part.type === "tool" && part.proposal ? [keyOf(part.proposal)] : [])),
  );
  const step = 1 + Math.max(-1, ...turn.parts.map((part) => ("step" in part ? part.step : -1)));
  const proposed = await proposalsOfTurns(ctx, turn.attempts);
  return proposed.filter((call) => !known.has(keyOf(call))).map((call) => partOf(call, step));
}

/** Calls that share a card are told apart by their numbers. */
const keyOf = ({ proposalId, step = 0 }: { proposalId: string; step?: number | undefined }): string =>
  `${proposalId} ${step}`;

function partOf(
  { proposalId, toolCallId, operation, input, status, tainted, step: number, reference }: ProposedCall,
  step: number,
): ToolPart {
  const label = findOperation(operation)?.definition.summary ?? operation;
  return {
    type: "tool",
    step,
    toolCallId,
    toolName: toolNameOf(operation),
    operation,
    label,
    input,
    output: { state: status, proposalId, step: number, ...(reference ? { reference } : {}) },
    state: "done",
    found: null,
    error: null,
    untrusted: false,
    proposal: { proposalId, toolCallId, operation, label, tainted, step: number },
  };
}
