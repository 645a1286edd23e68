import { notFound } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Proposal } from "#lib/schemas/proposals.ts";
import { operation } from "#server/core/index.ts";

import { proposalRow } from "./internal.ts";
import { presentProposals } from "./present.ts";

export const getProposal = operation({
  name: "proposals.get",
  summary: "Read a proposal: its steps, what each would change, and what came of it",
  input: IdInput,
  output: Proposal,
  permission: "proposals:read",
  effect: "read",
  doors: ["action", "rest"],
  rest: { method: "GET", path: "/proposals/{id}" },
  async run({ tx, input: { id } }) {
    const [proposal] = await presentProposals(tx, [await proposalRow(tx, id)]);
    if (!proposal) throw notFound("proposal");
    return proposal;
  },
});
