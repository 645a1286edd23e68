import { eq } from "drizzle-orm";

import { companies } from "#drizzle/schema/people.ts";
import { Company, UpdateCompanyInput } from "#lib/schemas/companies.ts";
import { emit, operation, requireVersion } from "#server/core/index.ts";

import { companyRow, readCompany } from "./internal.ts";

export const updateCompany = operation({
  name: "companies.update",
  summary: "Change a company's name or domain",
  guidance:
    "Send only what changes; null removes the domain. The id comes from companies_list or search_query. To move a person use contacts_update with companyId.",
  input: UpdateCompanyInput,
  output: Company,
  permission: "companies:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "PATCH", path: "/companies/{id}" },
  targets: ({ id }) => [{ table: "companies", id }],
  async run({ ctx, tx, input: { id, name, domain, expectedVersion } }) {
    const row = await companyRow(tx, id, { toWrite: true });
    requireVersion(row, expectedVersion);
    await tx
      .update(companies)
      .set({ name: name ?? row.name, domain: domain === undefined ? row.domain : domain })
      .where(eq(companies.id, id));
    await emit(ctx, { type: "company.changed", payload: { companyId: id } });
    return readCompany(tx, id);
  },
});
