import { eq, sql } from "drizzle-orm";

import { companies } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Company } from "#lib/schemas/companies.ts";
import { emit, operation } from "#server/core/index.ts";

import { companyRow, readCompany } from "./internal.ts";

export const deleteCompany = operation({
  name: "companies.delete",
  summary: "Put a company in the bin; companies.restore brings it back",
  guidance:
    "Its people, notes and tasks stay; people show no company while it is in the bin. Its domain is free for another company meanwhile.",
  input: IdInput,
  output: Company,
  permission: "companies:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/companies/{id}" },
  targets: ({ id }) => [{ table: "companies", id }],
  async run({ ctx, tx, input: { id } }) {
    await companyRow(tx, id, { toWrite: true });
    await tx
      .update(companies)
      .set({ deletedAt: sql`now()` })
      .where(eq(companies.id, id));
    await emit(ctx, { type: "company.changed", payload: { companyId: id } });
    return readCompany(tx, id, { withDeleted: true });
  },
});
