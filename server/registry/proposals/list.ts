import { and, desc, eq, lt } from "drizzle-orm";

import { proposals } from "#drizzle/schema/ledger.ts";
import { ListProposalsInput, ProposalPage } from "#lib/schemas/proposals.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { presentProposals } from "./present.ts";

export const listProposals = operation({
  name: "proposals.list",
  summary: "List your proposals, newest first",
  input: ListProposalsInput,
  output: ProposalPage,
  permission: "proposals:read",
  effect: "read",
  doors: ["action", "rest"],
  rest: { method: "GET", path: "/proposals" },
  async run({ tx, input: { status, cursor, limit } }) {
    const after = decodeCursor(cursor, IdCursor);
    const rows = await tx
      .select()
      .from(proposals)
      .where(
        and(
          status ? eq(proposals.status, status) : undefined,
          after ? lt(proposals.id, after[0]) : undefined,
        ),
      )
      .orderBy(desc(proposals.id))
      .limit(limit + 1);
    const { items, nextCursor } = toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
    return { items: await presentProposals(tx, items), nextCursor };
  },
});
