import { and, asc, gte, sql } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import type { ProposalStatus } from "#lib/schemas/proposals.ts";
import { type Context, step } from "#server/core/index.ts";

import { sourceOf, storedSteps } from "./internal.ts";

export interface ProposedCall {
  proposalId: string;
  toolCallId: string;
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
    return rows.flatMap((row) => {
      const source = sourceOf(row);
      const [first] = storedSteps(row);
      if (source.kind !== "assistant" || !first) return [];
      const { toolCallId } = source;
      const tainted = Array.isArray(row.excerpts) && row.excerpts.length > 0;
      const { operation, input } = first;
      return [{ proposalId: row.id, toolCallId, operation, input, status: row.status, tainted }];
    });
  });
}
