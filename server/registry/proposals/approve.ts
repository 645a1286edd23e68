import { and, eq, inArray, sql } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { AppError } from "#lib/errors.ts";
import { ApproveProposalInput, ApproveProposalResult, type ProposalSource } from "#lib/schemas/proposals.ts";
import { type ChangeSetStart, emit, operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { findOperation } from "../lookup.ts";
import {
  emptyOutcome,
  hashOfSteps,
  inputOf,
  type ProposalRow,
  proposalRow,
  sourceOf,
  type StoredOutcome,
  storedOutcome,
  type StoredStep,
  storedSteps,
} from "./internal.ts";
import { lookAgain } from "./look-again.ts";
import { prepareApproval } from "./prepare-approval.ts";
import { runSteps } from "./run-steps.ts";

export const approveProposal = operation({
  name: "proposals.approve",
  summary: "Run a proposal as it was shown, with your edits",
  input: ApproveProposalInput,
  output: ApproveProposalResult,
  permission: "proposals:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/proposals/{id}/approve" },
  changeSet: ({ id, include }, tx) => changeSetOf(tx, id, include),
  async run({ ctx, tx, input }) {
    // Of two approvals at once the second waits here for the first, and then finds it decided.
    const [claimed] = await tx
      .update(proposals)
      .set({ decidedBy: ctx.user.id, decidedAt: sql`now()` })
      .where(and(eq(proposals.id, input.id), inArray(proposals.status, ["waiting", "failed"])))
      .returning();
    if (!claimed) return decidedBefore(await proposalRow(tx, input.id));
    requireHash(claimed, input.expectedHash);
    const unseen = await notYetSeen(tx, claimed, input.expectedHash);
    if (unseen) return settle(ctx, claimed, { state: "stale", steps: storedSteps(claimed), outcome: unseen });
    const approval = prepareApproval(ctx, storedSteps(claimed), input);
    const { changes, steps, refreshedAt } = await lookAgain(tx, approval);
    if (changes.length > 0) {
      return settle(ctx, claimed, {
        state: "stale",
        steps,
        outcome: { ...emptyOutcome(), changes, refreshedAt },
      });
    }
    const { outcomes, error } = await runSteps(ctx, approval);
    return settle(ctx, claimed, {
      state: error ? "failed" : "done",
      steps: approval.steps,
      outcome: { ...emptyOutcome(), steps: outcomes, error },
    });
  },
});

const plainEdit: ChangeSetStart = { kind: "edit" };

/** The ledger names the proposal and where it came from; a step that is no plain edit keeps its own kind. */
async function changeSetOf(tx: Tx, id: string, include?: readonly number[]): Promise<ChangeSetStart> {
  const row = await proposalRow(tx, id);
  const steps = storedSteps(row);
  const [first] = steps;
  const calls = steps.flatMap(({ call }, index) =>
    call && (include?.includes(index) ?? true) ? [call] : [],
  );
  const definition = first && findOperation(first.operation)?.definition;
  const own = first && definition?.changeSet ? await definition.changeSet(inputOf(first), tx) : plainEdit;
  return { ...own, reason: { ...own.reason, ...reasonOf(row.id, sourceOf(row), calls) } };
}

type Call = NonNullable<StoredStep["call"]>;

/** The first call of those that run, and every model and prompt that wrote one of them. */
function reasonOf(
  proposalId: string,
  source: ProposalSource,
  calls: readonly Call[],
): Record<string, string> {
  switch (source.kind) {
    case "assistant": {
      const { threadId } = source;
      const toolCallId = calls[0]?.id ?? source.toolCallId;
      const model = namesOf(calls, "model") || source.model;
      const promptVersion = namesOf(calls, "promptVersion") || source.promptVersion;
      return {
        ...{ proposalId, threadId, toolCallId },
        ...(model ? { model } : {}),
        ...(promptVersion ? { promptVersion } : {}),
      };
    }
    case "mcp":
      return { proposalId, client: source.client };
    case "automation":
      return { proposalId, automationId: source.automationId };
  }
}

const namesOf = (calls: readonly Call[], field: "model" | "promptVersion"): string =>
  [...new Set(calls.flatMap((call) => call[field] ?? []))].join(", ");

function decidedBefore(row: ProposalRow): ApproveProposalResult {
  if (row.status === "done") return resultOf(row, "done", storedOutcome(row));
  throw new AppError("conflict", "You turned this proposal down. Ask for it again if you want it after all.");
}

/** A card of a turn takes more steps while it waits: without the hash nobody knows which of them were seen. */
function requireHash(row: ProposalRow, expectedHash: string | undefined): void {
  if (expectedHash !== undefined || !storedSteps(row).some(({ call }) => call)) return;
  throw new AppError(
    "invalid_input",
    "This proposal may have grown since it was shown. Read it again, and approve it with its hash as expectedHash.",
    { fields: { expectedHash: "The hash of the proposal as it was shown." } },
  );
}

/** What was found changed after this request began, or after the page was drawn that it comes from. */
async function notYetSeen(
  tx: Tx,
  row: ProposalRow,
  expectedHash: string | undefined,
): Promise<StoredOutcome | null> {
  const outcome = storedOutcome(row);
  if (expectedHash !== undefined) return expectedHash === hashOfSteps(storedSteps(row)) ? null : outcome;
  if (outcome.refreshedAt === null) return null;
  const [clock] = await tx.execute<{ late: boolean }>(
    sql`select now() < ${outcome.refreshedAt}::timestamptz as late`,
  );
  return clock?.late ? outcome : null;
}

interface Settlement {
  state: ApproveProposalResult["state"];
  steps: StoredStep[];
  outcome: StoredOutcome;
}

async function settle(
  ctx: OperationContext,
  row: ProposalRow,
  { state, steps, outcome }: Settlement,
): Promise<ApproveProposalResult> {
  const [settled] = await ctx.open.tx
    .update(proposals)
    .set({
      status: state === "stale" ? "waiting" : state,
      steps,
      outcome,
      changeSetId: state === "done" ? await keptChangeSet(ctx) : null,
      ...(state === "stale" ? { decidedBy: null, decidedAt: null } : {}),
    })
    .where(eq(proposals.id, row.id))
    .returning();
  if (!settled) throw new Error("a claimed proposal is gone");
  await emit(ctx, { type: "proposal.changed", payload: { proposalId: row.id } });
  return resultOf(settled, state, outcome);
}

/** The open change set, unless it will be dropped because nothing of the ledger was touched. */
async function keptChangeSet({ open }: OperationContext): Promise<string | null> {
  if (open.effects.length > 0) return open.changeSetId;
  const [row] = await open.tx.execute<{ touched: boolean }>(sql`
    select exists (select 1 from crm.change_items where change_set_id = ${open.changeSetId}) as touched`);
  return row?.touched ? open.changeSetId : null;
}

function resultOf(
  row: ProposalRow,
  state: ApproveProposalResult["state"],
  outcome: StoredOutcome,
): ApproveProposalResult {
  return {
    state,
    proposalId: row.id,
    changeSetId: row.changeSetId,
    outcomes: outcome.steps,
    changes: state === "stale" ? (outcome.changes ?? []) : [],
    error: outcome.error,
  };
}
