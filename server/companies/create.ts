import { companies } from "#drizzle/schema/people.ts";
import { Company, CreateCompanyInput } from "#lib/schemas/companies.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { readCompany } from "./internal.ts";

export const createCompany = operation({
  name: "companies.create",
  summary: "Create a company",
  guidance:
    "Use it when a company is not known yet; look with search_query first. Leave out the domain rather than guess it, and never give a free-mail domain.",
  input: CreateCompanyInput,
  output: Company,
  permission: "companies:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/companies" },
  async run({ ctx, tx, input }) {
    const id = newId();
    await tx.insert(companies).values({
      id,
      workspaceId: ctx.workspace.id,
      ownerId: ctx.user.id,
      audience: "workspace",
      name: input.name,
      domain: input.domain ?? null,
    });
    await emit(ctx, { type: "company.changed", payload: { companyId: id } });
    return readCompany(tx, id);
  },
});
