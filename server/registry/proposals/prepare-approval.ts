import { AppError } from "#lib/errors.ts";
import type { ApproveProposalInput } from "#lib/schemas/proposals.ts";
import { type Context, type Operation, requirePermission } from "#server/core/index.ts";

import { requireOperation } from "../lookup.ts";
import { withoutNul } from "../without-nul.ts";
import { inputOf, type StoredStep } from "./internal.ts";
import { invalidFields, parseStep } from "./parse-step.ts";
import { findReferences } from "./references.ts";

export interface ApprovedCall {
  index: number;
  operation: Operation;
  /** With the person's edits; fields that refer to earlier steps are still references. */
  input: Record<string, unknown>;
}

export interface Approval {
  /** All steps, with the person's edits. */
  steps: StoredStep[];
  /** Those that the person chose, in order. */
  calls: ApprovedCall[];
}

/**
 * The calls as the person wants them. Throws invalid_input for an edit that the operation refuses, that changes what
 * the step aims at or refers to another step, and forbidden where the approving person could not run a step.
 */
export function prepareApproval(
  ctx: Context,
  stored: StoredStep[],
  { edits = {}, include }: ApproveProposalInput,
): Approval {
  const unknown = [...Object.keys(edits).map(Number), ...(include ?? [])].find((index) => !stored[index]);
  if (unknown !== undefined) throw new AppError("invalid_input", `This proposal has no step ${unknown + 1}.`);
  const steps = stored.map((step, index) => {
    const edited = { ...step.edits, ...edits[index] };
    refuseReferences(edited, `edits.${index}.`);
    return Object.keys(edited).length > 0 ? { ...step, edits: edited } : step;
  });
  const chosen = new Set(include ?? steps.keys());
  const calls = steps.flatMap((step, index) => {
    if (!chosen.has(index)) return [];
    const operation = requireOperation(step.operation);
    requirePermission(ctx, operation.definition);
    return [{ index, operation, input: approvedInput(operation, step, index, chosen) }];
  });
  return { steps, calls };
}

/** Nobody sees what a reference comes to: an edit is what the person wrote. */
function refuseReferences(edited: Record<string, unknown>, prefix: string): void {
  const [named] = findReferences(withoutNul(edited));
  if (named) throw invalidFields({ [prefix + named.at.join(".")]: "Write the value itself." });
}

function approvedInput(
  operation: Operation,
  step: StoredStep,
  index: number,
  chosen: ReadonlySet<number>,
): Record<string, unknown> {
  const prefix = `edits.${index}.`;
  const { input, targets } = parseStep(operation, inputOf(step), index, prefix);
  const aims = (list: readonly { table: string; id: string }[]) =>
    list.map(({ table, id }) => `${table} ${id}`).join();
  if (aims(targets) !== aims(step.targets)) {
    throw invalidFields({
      [`${prefix}id`]: "An edit changes values, not the record that the step is about.",
    });
  }
  const missing = findReferences(input).find(({ $step }) => !chosen.has($step));
  if (missing) {
    throw new AppError(
      "invalid_input",
      `Step ${index + 1} needs what step ${missing.$step + 1} makes. Choose both, or leave both out.`,
    );
  }
  return input;
}
