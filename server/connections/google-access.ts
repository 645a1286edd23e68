import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { type GoogleAccess, GoogleError } from "#server/google/index.ts";

import { currentToken, isGood, type Token } from "./tokens.ts";
import { type ConnectionRow, readOwnAccount, requireOwn } from "./internal.ts";
import { type QuotaOptions, quotaOf } from "./quota/quota.ts";

/**
 * What opens the owner's account at Google, outside any transaction; named by its id, or as the caller just read it. Throws
 * not_found, forbidden where it is another person's or is not connected, unsupported where Google is not set up.
 */
export async function googleAccess(
  ctx: Context,
  named: string | ConnectionRow,
  options: QuotaOptions = {},
): Promise<GoogleAccess> {
  if (ctx.open) throw new Error("Google is asked outside transactions");
  const connection = typeof named === "string" ? await readOwnAccount(ctx, named) : requireOwn(named, ctx);
  if (connection.state === "disconnected") {
    throw new AppError("forbidden", `${connection.account} is not connected any more. Connect it again.`);
  }
  if (connection.state === "reconnect_needed") throw new GoogleError("invalid_grant");
  let given: Token | null = null;
  return {
    quota: quotaOf(connection.account, options),
    async accessToken({ refresh = false } = {}) {
      if (given && !refresh && isGood(given)) return given.accessToken;
      given = await currentToken(ctx, connection, refresh ? (given?.accessToken ?? null) : null);
      return given.accessToken;
    },
  };
}
