import { eq } from "drizzle-orm";

import { budgetLimits } from "#drizzle/schema/billing.ts";
import { notFound } from "#lib/errors.ts";
import { Budget, RemoveBudgetInput } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";

import { toBudget } from "./budget.ts";

export const removeBudget = operation({
  name: "budgets.remove",
  summary: "Take a limit on what models may cost away",
  input: RemoveBudgetInput,
  output: Budget,
  permission: "billing:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/budgets/{id}" },
  async run({ tx, input: { id } }): Promise<Budget> {
    const [row] = await tx.delete(budgetLimits).where(eq(budgetLimits.id, id)).returning();
    if (!row) throw notFound("limit");
    return toBudget(row);
  },
});
