import { and, asc, eq, gte, or, sql } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { ProposedInTurn, ProposeInTurnInput } from "#lib/schemas/proposals.ts";
import {
  type Context,
  doors,
  emit,
  hashOf,
  newId,
  type Operation,
  operation,
  type OperationContext,
  requirePermission,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { cardFor, mergedExcerpts, readFromOf } from "./card.ts";
import type { MayStill } from "./create.ts";
import { isLeftOut, type ProposalRow, type StoredStep, storedOutcome, storedSteps } from "./internal.ts";
import { makesSomething } from "./makes.ts";
import { parseSteps, prepareSteps, proposable } from "./prepare-steps.ts";
import { readTokens } from "./tokens.ts";

/**
 * Keeps a write of the assistant's until a person approves it: as one more step of what its turn has proposed and still
 * waits, or by itself where it does not belong there. The same call of a turn is one step. Throws as createProposal, and
 * invalid_input for a name ("$step0.id") of what will not be made before.
 */
export async function proposeInTurn(
  ctx: Context,
  input: ProposeInTurnInput,
  mayStill: MayStill,
): Promise<ProposedInTurn> {
  return proposing(proposable(ctx, input.operation), mayStill)(ctx, input);
}

type Asked = ReturnType<typeof ProposeInTurnInput.parse>;

const proposing = (asked: Operation, mayStill: MayStill) =>
  operation({
    name: "proposals.proposeInTurn",
    summary: "Keep a write of the assistant's until a person approves it",
    input: ProposeInTurnInput,
    output: ProposedInTurn,
    permission: asked.definition.permission,
    effect: "write",
    doors,
    async run({ ctx, tx, input }) {
      await mayStill(tx);
      requirePermission(ctx, asked.definition);
      const made = await madeBy(tx, input);
      const hash = hashOf([input.operation, input.input]).slice(0, 32);
      for (const row of made) {
        // An older version kept no calls with its steps: the key tells its one call.
        const isSame = ({ call }: StoredStep) =>
          call ? call.hash === hash : row.sourceKey === input.sourceKey;
        const index = storedSteps(row).findIndex(isSame);
        if (index >= 0) return answer(asked, row, index);
      }
      const card = cardFor(asked, made, input);
      const before = card ? storedSteps(card) : [];
      const named = readTokens(input.input, before, input.number);
      const parsed = parseSteps([{ operation: asked, input: named }], before.length);
      const [step] = await prepareSteps({ ctx, tx }, [asked], parsed);
      if (!step) throw new Error("a call was prepared as no step");
      const call = { ...authorOf(input), number: input.number, hash };
      const excerpts = mergedExcerpts(card ?? { excerpts: [] }, input.excerpts);
      const readFrom = readFromOf(excerpts, input.excerpts);
      const steps = [...before, { ...step, call, readFrom }];
      const row = await keep({ ctx, tx }, card, { ...input, steps, excerpts });
      await emit(ctx, { type: "proposal.changed", payload: { proposalId: row.id } });
      return answer(asked, row, before.length);
    },
  });

/** Who made the call: a card knows of itself only who made its first. */
function authorOf({
  source,
}: Asked): Pick<NonNullable<StoredStep["call"]>, "id" | "model" | "promptVersion"> {
  if (source.kind !== "assistant") return { id: "" };
  const { toolCallId: id, model, promptVersion } = source;
  return { id, ...(model ? { model } : {}), ...(promptVersion ? { promptVersion } : {}) };
}

/** What the turn, or the same call, has proposed, oldest first: nobody decides on it before this transaction ends. */
const madeBy = (tx: Tx, { turnIds, sourceKey }: Asked): Promise<ProposalRow[]> =>
  tx
    .select()
    .from(proposals)
    .where(
      or(
        eq(proposals.sourceKey, sourceKey),
        and(
          // Ids grow with time, and a proposal is younger than its turn.
          gte(proposals.id, [...turnIds].sort()[0] ?? ""),
          sql`${proposals.source} ->> 'turnId' = any(${`{${turnIds.join(",")}}`}::text[])`,
        ),
      ),
    )
    .orderBy(asc(proposals.id))
    .for("update");

async function keep(
  { ctx, tx }: { ctx: OperationContext; tx: Tx },
  card: ProposalRow | undefined,
  { steps, source, sourceKey, excerpts }: Asked & { steps: StoredStep[] },
): Promise<ProposalRow> {
  if (!card) {
    const own = { id: newId(), workspaceId: ctx.workspace.id, userId: ctx.user.id };
    const [row] = await tx
      .insert(proposals)
      .values({ ...own, steps, source, sourceKey, excerpts })
      .returning();
    if (!row) throw new Error("a proposal was not kept");
    return row;
  }
  const [clock] = await tx.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  const [row] = await tx
    .update(proposals)
    .set({
      steps,
      excerpts,
      // An approval that began before has not seen this step.
      outcome: { ...storedOutcome(card), refreshedAt: clock?.now ?? null },
    })
    .where(eq(proposals.id, card.id))
    .returning();
  if (!row) throw new Error("a proposal that was locked is gone");
  return row;
}

function answer(asked: Operation, row: ProposalRow, index: number): ProposedInTurn {
  const step = storedSteps(row)[index];
  const number = step?.call?.number ?? index;
  return {
    state: isLeftOut(row, index) ? "rejected" : row.status,
    proposalId: row.id,
    step: number,
    ...(row.status === "waiting" && makesSomething(asked) ? { reference: `$step${number}.id` } : {}),
  };
}
