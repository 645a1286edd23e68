import { eq } from "drizzle-orm";
import { z } from "zod";

import { proposals } from "#drizzle/schema/ledger.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { CreateProposalInput, Proposed } from "#lib/schemas/proposals.ts";
import {
  type Context,
  doors,
  emit,
  hashOf,
  newId,
  type Operation,
  operation,
  type OperationContext,
  type Permission,
  requirePermission,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { requireOperation } from "../lookup.ts";
import { type StoredStep, storedSteps } from "./internal.ts";
import { type ParsedStep, parseStep } from "./parse-step.ts";
import { currentOf, type Mention, mentionsOf, readTargets, seenOf } from "./targets.ts";

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
type MayStill = (tx: Tx) => Promise<void>;

function proposable(ctx: Context, name: string): Operation {
  const found = requireOperation(name);
  const { effect, decision, doors: open } = found.definition;
  if (effect === "read" || decision || !open.includes(ctx.door)) {
    throw new AppError("forbidden", `"${name}" cannot be proposed.`);
  }
  return found;
}

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
      const parsed = operations.map((step, index) =>
        parseStep(step, input.steps[index]?.input ?? {}, index, many ? `steps.${index}.input.` : ""),
      );
      const calls = operations.map(({ definition }, index) => ({
        operation: definition.name,
        input: parsed[index]?.input ?? {},
      }));
      const before = await proposedBefore(tx, input.sourceKey, calls);
      if (before) return before;
      await refuseEarly({ ctx, tx }, operations, parsed);
      const id = newId();
      const spelled = await spellOut({ ctx, tx }, operations, parsed);
      const steps = await withTargets(tx, operations, spelled);
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

/** What is refused anyway is refused now, not after somebody has approved it. */
async function refuseEarly(
  call: { ctx: OperationContext; tx: Tx },
  operations: readonly Operation[],
  parsed: readonly ParsedStep[],
): Promise<void> {
  for (const [index, { definition }] of operations.entries()) {
    // A step that waits for what an earlier one makes is asked when it runs.
    const input = definition.input.safeParse(parsed[index]?.input);
    if (input.success) await definition.refusal?.({ ...call, input: input.data });
  }
}

type SpelledStep = ParsedStep & { askedHash?: string };

/** What a call leaves open is filled in now: a person approves what will be done, and nothing that is found out later. */
async function spellOut(
  call: { ctx: OperationContext; tx: Tx },
  operations: readonly Operation[],
  parsed: readonly ParsedStep[],
): Promise<SpelledStep[]> {
  const steps: SpelledStep[] = [];
  for (const [index, step] of parsed.entries()) {
    const definition = operations[index]?.definition;
    const input = definition?.proposed ? definition.input.safeParse(step.input) : null;
    const whole = input?.success ? await definition?.proposed?.({ ...call, input: input.data }) : undefined;
    const fields = z.record(z.string(), z.unknown()).safeParse(whole);
    steps.push(fields.success ? { ...step, input: fields.data, askedHash: hashOf(step.input) } : step);
  }
  return steps;
}

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

const thing: Record<Mention["table"], string> = {
  contacts: "contact",
  companies: "company",
  notes: "note",
  tasks: "task",
  tags: "tag",
  calendar_events: "event",
  memories: "memory",
  threads: "conversation",
  interactions: "mail",
};

async function withTargets(tx: Tx, operations: Operation[], parsed: SpelledStep[]): Promise<StoredStep[]> {
  const named = parsed.flatMap(({ input, targets }) => [...targets, ...mentionsOf(input)]);
  const current = await readTargets(tx, named, { locked: false });
  const missing = named.find((target) => !seenOf(current, target));
  if (missing) throw notFound(thing[missing.table]);
  return parsed.map(({ input, askedHash, expectedVersion, targets }, index) => {
    const seen = targets.flatMap((target) => currentOf(current, target) ?? []);
    if (expectedVersion !== undefined && seen.some(({ version }) => version !== expectedVersion)) {
      throw new AppError("stale", "This changed since it was read. Read it again, then propose anew.");
    }
    return {
      operation: operations[index]?.definition.name ?? "",
      input,
      ...(askedHash ? { askedHash } : {}),
      targets: seen,
    };
  });
}
