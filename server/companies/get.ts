import { IdInput } from "#lib/schemas/common.ts";
import { Company } from "#lib/schemas/companies.ts";
import { operation } from "#server/core/index.ts";

import { readCompany } from "./internal.ts";

export const getCompany = operation({
  name: "companies.get",
  summary: "Read a company with its number of people and last touch",
  guidance:
    "The id comes from companies_list, search_query or a contact's companyId. For its people use contacts_list with companyId.",
  input: IdInput,
  output: Company,
  permission: "companies:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/companies/{id}" },
  run: ({ tx, input }) => readCompany(tx, input.id, { withDeleted: true }),
});
