import type { budgetLimits } from "#drizzle/schema/billing.ts";
import type { Budget } from "#lib/schemas/usage.ts";

/** A limit as it was written; what is used of it, the list says. */
export const toBudget = ({
  id,
  scope,
  subject,
  period,
  limitMicros,
}: typeof budgetLimits.$inferSelect): Budget => ({
  ...{ id, scope, subject, period, limitMicros },
  name: null,
  spentMicros: null,
  reservedMicros: null,
});
