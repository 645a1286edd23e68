import { and, asc, gte, sql } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import type { ProposalStatus } from "#lib/schemas/proposals.ts";
import { type Context, step } from "#server/core/index.ts";

import { findOperation } from "../lookup.ts";
import { isLeftOut, type ProposalRow, sourceOf, storedSteps } from "./internal.ts";
import { makesSomething } from "./makes.ts";
import { asTokens } from "./tokens.ts";

export interface ProposedCall {
  proposalId: string;
  toolCallId: string;
  /** Its place among the writes of the turn, and how later ones name what it makes. */
  step: number;
  reference?: string;
  operation: string;
  input: Record<string, unknown>;
  status: ProposalStatus;
  /** Text from outside may have led to it. */
  tainted: boolean;
}

/** What the user's assistant proposed in these turns, oldest first: written down by itself, before its step was. */
export function proposalsOfTurns(ctx: Context, turnIds: readonly string[]): Promise<ProposedCall[]> {
  const [oldest] = [...turnIds].sort();
  if (oldest === undefined) return Promise.resolve([]);
  return step(ctx, async ({ tx }) => {
    const rows = await tx
      .select()
      .from(proposals)
      .where(
        and(
          // Ids grow with time, and a proposal is younger than its turn.
          gte(proposals.id, oldest),
          sql`${proposals.source} ->> 'turnId' = any(${`{${turnIds.join(",")}}`}::text[])`,
        ),
      )
      .orderBy(asc(proposals.id));
    return rows.flatMap(callsOf);
  });
}

/** Every call that stands on a card, as the model made it. */
function callsOf(row: ProposalRow): ProposedCall[] {
  const source = sourceOf(row);
  if (source.kind !== "assistant") return [];
  const steps = storedSteps(row);
  const numberOf = (index: number) => steps[index]?.call?.number ?? index;
  const tainted = Array.isArray(row.excerpts) && row.excerpts.length > 0;
  return steps.map(({ operation, input, call }, index) => {
    const found = findOperation(operation);
    const names = row.status === "waiting" && found !== undefined && makesSomething(found);
    return {
      proposalId: row.id,
      toolCallId: call?.id ?? source.toolCallId,
      step: numberOf(index),
      ...(names ? { reference: `$step${numberOf(index)}.id` } : {}),
      operation,
      input: asTokens(input, numberOf),
      status: isLeftOut(row, index) ? "rejected" : row.status,
      tainted,
    };
  });
}
