import { and, eq, inArray, sql } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { AppError } from "#lib/errors.ts";
import { Proposal, RejectProposalInput } from "#lib/schemas/proposals.ts";
import { emit, operation } from "#server/core/index.ts";

import { proposalRow, storedOutcome } from "./internal.ts";
import { presentProposals } from "./present.ts";

export const rejectProposal = operation({
  name: "proposals.reject",
  summary: "Turn a proposal down; nothing of it is run",
  input: RejectProposalInput,
  output: Proposal,
  permission: "proposals:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/proposals/{id}/reject" },
  async run({ ctx, tx, input: { id, reason } }) {
    const [claimed] = await tx
      .update(proposals)
      .set({ status: "rejected", decidedBy: ctx.user.id, decidedAt: sql`now()` })
      .where(and(eq(proposals.id, id), inArray(proposals.status, ["waiting", "failed"])))
      .returning();
    if (claimed) {
      const outcome = { ...storedOutcome(claimed), changes: null, reason: reason ?? null };
      await tx.update(proposals).set({ outcome }).where(eq(proposals.id, id));
      await emit(ctx, { type: "proposal.changed", payload: { proposalId: id } });
    }
    const row = await proposalRow(tx, id);
    if (row.status !== "rejected") {
      throw new AppError(
        "conflict",
        "This proposal was approved already. To take back what it did, undo its change set.",
      );
    }
    const [proposal] = await presentProposals(tx, [row]);
    if (!proposal) throw new Error("a proposal that was read cannot be shown");
    return proposal;
  },
});
