import { eq } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { AppError } from "#lib/errors.ts";
import { CreateProposalInput, Proposed } from "#lib/schemas/proposals.ts";
import {
  type Context,
  doors,
  emit,
  hashOf,
  newId,
  type Operation,
  operation,
  type Permission,
  requirePermission,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { type StoredStep, storedSteps } from "./internal.ts";
import { parseSteps, prepareSteps, proposable } from "./prepare-steps.ts";

/**
 * Keeps calls that a person has to approve before they run. Throws invalid_input with the fields of a step whose input
 * its operation refuses, forbidden where the caller could not run a step, not_found for a target the caller does not
 * see. The same user's call with the same `sourceKey` answers the same proposal; conflict when it holds other steps.
 * `mayStill` refuses for a caller that was replaced.
 */
export async function createProposal(
  ctx: Context,
  input: CreateProposalInput,
  mayStill: MayStill = () => Promise.resolve(),
): Promise<Proposed> {
  const operations = input.steps.map((step) => proposable(ctx, step.operation));
  const [first] = operations;
  if (!first) throw new AppError("invalid_input", "A proposal needs at least one step.");
  if (operations.length > 1 && operations.some(({ definition }) => definition.changeSet)) {
    throw new AppError("invalid_input", "This has to be proposed by itself, without other steps.");
  }
  return creation(operations, first.definition.permission, mayStill)(ctx, input);
}

/** Throws where the caller was replaced meanwhile; asked in the transaction that would write the proposal. */
export type MayStill = (tx: Tx) => Promise<void>;

/** In no list, hence behind no door: proposing needs the rights of the proposed calls and nothing more. */
const creation = (operations: Operation[], permission: Permission, mayStill: MayStill) =>
  operation({
    name: "proposals.create",
    summary: "Keep calls until a person approves them",
    input: CreateProposalInput,
    output: Proposed,
    permission,
    effect: "write",
    doors,
    async run({ ctx, tx, input }) {
      await mayStill(tx);
      for (const { definition } of operations) requirePermission(ctx, definition);
      const many = input.steps.length > 1;
      const parsed = parseSteps(
        operations.map((found, index) => ({
          operation: found,
          input: input.steps[index]?.input ?? {},
          prefix: many ? `steps.${index}.input.` : "",
        })),
      );
      const calls = operations.map(({ definition }, index) => ({
        operation: definition.name,
        input: parsed[index]?.input ?? {},
      }));
      const before = await proposedBefore(tx, input.sourceKey, calls);
      if (before) return before;
      const id = newId();
      const steps = await prepareSteps({ ctx, tx }, operations, parsed);
      const [row] = await tx
        .insert(proposals)
        .values({
          id,
          workspaceId: ctx.workspace.id,
          userId: ctx.user.id,
          steps,
          source: input.source,
          sourceKey: input.sourceKey,
          excerpts: input.excerpts,
        })
        .onConflictDoNothing({ target: [proposals.workspaceId, proposals.userId, proposals.sourceKey] })
        .returning({ id: proposals.id });
      if (!row) {
        const winner = await proposedBefore(tx, input.sourceKey, calls);
        if (winner) return winner;
        throw new Error("a proposal with the same key is there, yet cannot be read");
      }
      await emit(ctx, { type: "proposal.changed", payload: { proposalId: id } });
      return { state: "waiting" as const, proposalId: id };
    },
  });

const contentOf = (calls: readonly Pick<StoredStep, "operation" | "input" | "askedHash">[]): string =>
  hashOf(calls.map(({ operation, input, askedHash }) => ({ operation, input: askedHash ?? hashOf(input) })));

async function proposedBefore(
  tx: Tx,
  sourceKey: string,
  calls: Pick<StoredStep, "operation" | "input">[],
): Promise<Proposed | null> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.sourceKey, sourceKey));
  if (!row) return null;
  if (contentOf(storedSteps(row)) !== contentOf(calls)) {
    throw new AppError("conflict", "The same key was used before to propose something else. Use a new key.");
  }
  return { state: row.status, proposalId: row.id };
}
