import { getUsage } from "./get-usage.ts";

export { releaseStaleReservations } from "./release-stale.ts";
export { reserveModelCall } from "./reserve.ts";
export { releaseModelCall, settleModelCall } from "./settle.ts";
export { usageOfTurn } from "./usage-of-turn.ts";
export { getUsage };

export const billingOperations = [getUsage] as const;
