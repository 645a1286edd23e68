import { getCall } from "./get-call.ts";
import { getUsage } from "./get-usage.ts";
import { keepBodies } from "./keep-bodies.ts";
import { listBudgets } from "./list-budgets.ts";
import { listCalls } from "./list-calls.ts";
import { removeBudget } from "./remove-budget.ts";
import { reportUsage } from "./report-usage.ts";
import { setBudget } from "./set-budget.ts";

export { budgetWarning } from "./budget-warning.ts";
export { meteredEmbeddings, meteredModel, type MeteredModel } from "./metered-model.ts";
export { meteredValue } from "./metered-value.ts";
export { releaseStaleReservations } from "./release-stale.ts";
export { reserveModelCall } from "./reserve.ts";
export { releaseModelCall, settleModelCall } from "./settle.ts";
export { usageOfTurn } from "./usage-of-turn.ts";
export { getUsage, keepBodies, listBudgets, listCalls, removeBudget, reportUsage, setBudget };

export const billingOperations = [
  getUsage,
  reportUsage,
  listCalls,
  getCall,
  keepBodies,
  listBudgets,
  setBudget,
  removeBudget,
] as const;
