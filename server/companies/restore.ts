import { eq } from "drizzle-orm";

import { companies } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Company } from "#lib/schemas/companies.ts";
import { emit, operation, requireInBin } from "#server/core/index.ts";

import { companyRow, readCompany } from "./internal.ts";

export const restoreCompany = operation({
  name: "companies.restore",
  summary: "Bring a company back from the bin",
  guidance:
    "The id comes from companies_list with deleted=true. Refused while another company has its domain.",
  input: IdInput,
  output: Company,
  permission: "companies:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/companies/{id}/restore" },
  targets: ({ id }) => [{ table: "companies", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await companyRow(tx, id, { withDeleted: true, toWrite: true });
    requireInBin(row, `"${row.name}"`);
    await tx.update(companies).set({ deletedAt: null }).where(eq(companies.id, id));
    await emit(ctx, { type: "company.changed", payload: { companyId: id } });
    return readCompany(tx, id);
  },
});
