import { and, eq } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Proposal } from "#lib/schemas/proposals.ts";
import { noteReopened } from "#server/chat/index.ts";
import { emit, operation } from "#server/core/index.ts";

import { findOperation } from "../lookup.ts";
import { proposalRow, sourceOf, storedOutcome, storedSteps } from "./internal.ts";
import { changesLabel } from "./label.ts";
import { presentProposals } from "./present.ts";

export const reopenProposal = operation({
  name: "proposals.reopen",
  summary: "Let a proposal wait again that you turned down",
  input: IdInput,
  output: Proposal,
  permission: "proposals:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/proposals/{id}/reopen" },
  async run({ ctx, tx, input: { id } }) {
    const before = await proposalRow(tx, id);
    const source = sourceOf(before);
    const steps = storedSteps(before);
    if (before.status === "rejected" && source.kind === "assistant") {
      const { threadId } = source;
      const label = changesLabel(
        steps.map(({ operation: name }) => findOperation(name)?.definition.summary ?? name),
      );
      const operationName = steps[0]?.operation ?? "";
      await noteReopened(ctx, { threadId, proposalId: id, operation: operationName, label });
    }
    await tx
      .update(proposals)
      .set({
        status: "waiting",
        decidedBy: null,
        decidedAt: null,
        outcome: { ...storedOutcome(before), reason: null },
      })
      .where(and(eq(proposals.id, id), eq(proposals.status, "rejected")));
    const row = await proposalRow(tx, id);
    if (row.status !== "waiting") {
      throw new AppError("conflict", "This proposal was decided otherwise meanwhile. Look at it again.");
    }
    await emit(ctx, { type: "proposal.changed", payload: { proposalId: id } });
    const [proposal] = await presentProposals(tx, [row]);
    if (!proposal) throw new Error("a proposal that was read cannot be shown");
    return proposal;
  },
});
