import type { AccountHealth } from "#lib/schemas/reconciliation.ts";
import type { Context } from "#server/core/index.ts";

import { readOwnAccount, secretOwner } from "./internal.ts";
import { quotaUsed } from "./quota/quota.ts";
import { readSecret } from "./secrets.ts";

/** For the account's owner, outside any transaction. Throws not_found, forbidden for another person's. */
export async function accountHealth(ctx: Context, connectionId: string): Promise<AccountHealth> {
  const connection = await readOwnAccount(ctx, connectionId);
  const [secret, quota] = await Promise.all([
    readSecret(secretOwner(connection)),
    quotaUsed(connection.account),
  ]);
  const token = secret && {
    renewedAt: secret.savedAt.toISOString(),
    goodUntil: secret.expiresAt.toISOString(),
  };
  return { token, quota };
}
