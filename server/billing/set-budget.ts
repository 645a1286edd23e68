import { and, eq, sql } from "drizzle-orm";

import { budgetLimits } from "#drizzle/schema/billing.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { Id } from "#lib/schemas/common.ts";
import { Budget, SetBudgetInput } from "#lib/schemas/usage.ts";
import { newId, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { useCases } from "#server/llm/index.ts";

import { toBudget } from "./budget.ts";
import { ceilingMicros } from "./keys.ts";

export const setBudget = operation({
  name: "budgets.set",
  summary: "Limit what models may cost in a day or month",
  input: SetBudgetInput,
  output: Budget,
  permission: "billing:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/budgets" },
  async run({ ctx, tx, input }): Promise<Budget> {
    await requireSubject(tx, input);
    requireBelowCeiling(input);
    const { scope, subject, period, limitMicros } = input;
    await tx
      .insert(budgetLimits)
      .values({ id: newId(), workspaceId: ctx.workspace.id, scope, subject, period, limitMicros })
      .onConflictDoUpdate({
        target: [budgetLimits.workspaceId, budgetLimits.scope, budgetLimits.subject, budgetLimits.period],
        set: { limitMicros },
      });
    const [row] = await tx
      .select()
      .from(budgetLimits)
      .where(
        and(
          eq(budgetLimits.scope, scope),
          eq(budgetLimits.subject, subject),
          eq(budgetLimits.period, period),
        ),
      );
    if (!row) throw notFound("limit");
    return toBudget(row);
  },
});

type Wanted = Pick<Budget, "scope" | "subject" | "period" | "limitMicros">;

/** Another tenant's member is none. */
async function requireSubject(tx: Tx, { scope, subject }: Wanted): Promise<void> {
  if (subject === "") return;
  if (scope === "useCase" && !useCases.some((name) => name === subject)) {
    throw new AppError("invalid_input", `There is no use called "${subject}".`, {
      fields: { subject: `One of ${useCases.join(", ")}.` },
    });
  }
  if (scope !== "member" && scope !== "automation") return;
  if (!Id.safeParse(subject).success) throw notFound(scope);
  if (scope === "automation") return;
  const [member] = await tx.execute(sql`select 1 from crm.members where user_id = ${subject}`);
  if (!member) throw notFound("member");
}

function requireBelowCeiling({ scope, period, limitMicros }: Wanted): void {
  const ceiling = ceilingMicros();
  if (scope !== "workspace" || period !== "day" || limitMicros <= ceiling) return;
  const words = `Whoever runs this lets a workspace spend $${(ceiling / 1_000_000).toFixed(2)} a day. Choose no more than that.`;
  throw new AppError("invalid_input", words, { fields: { limitMicros: words } });
}
