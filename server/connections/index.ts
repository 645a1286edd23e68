import { connectAccount } from "./connect.ts";
import { disconnectAccount } from "./disconnect.ts";

export type { ConnectionRow } from "./internal.ts";
export { accountHealth } from "./account-health.ts";
export { accountWith } from "./account-with.ts";
export { askForSync } from "./ask-for-sync.ts";
export { finishGoogle, startGoogle } from "./google-flow.ts";
export { NoLastingAccess, NothingGranted } from "./google-refusals.ts";
export { googleAccess } from "./google-access.ts";
export { isGoogleSetUp } from "./tokens.ts";
export { processCheck } from "./check.ts";
export { processRevoke } from "./revoke.ts";
export { type QuotaOptions, type QuotaUse, quotaUsed } from "./quota/quota.ts";
export { stopMailWatch } from "./stop-watches.ts";
export { openText, sealText } from "./sealed-text.ts";
export { connectAccount, disconnectAccount };

export const connectionOperations = [connectAccount, disconnectAccount] as const;
