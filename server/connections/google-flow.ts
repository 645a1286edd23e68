import { randomBytes } from "node:crypto";
import type { z } from "zod";

import type { Audience } from "#lib/schemas/common.ts";
import type { ConnectedAccount, GoogleGrant, StartGoogleInput } from "#lib/schemas/connections.ts";
import { type Context, requirePermission } from "#server/core/index.ts";
import { authorizationUrl, exchangeCode } from "#server/google/index.ts";

import { connectAccount } from "./connect.ts";
import { NoLastingAccess, NothingGranted } from "./google-refusals.ts";
import { leaseOf, readOwnAccount } from "./internal.ts";
import { withLease } from "./lease.ts";
import { markReconnectNeeded } from "./mark-reconnect.ts";
import { readSecret, saveSecret } from "./secrets.ts";
import { requireGoogle } from "./tokens.ts";

/** What the way back from Google has to match. */
export interface GoogleAttempt {
  state: string;
  verifier: string;
}

/** Where to send the browser, and what the door keeps until it returns. Throws AppError where it may not or cannot. */
export async function startGoogle(
  ctx: Context,
  { grants, connectionId }: z.output<typeof StartGoogleInput>,
): Promise<GoogleAttempt & { url: string }> {
  const settings = requireGoogle();
  requirePermission(ctx, connectAccount.definition);
  const known = connectionId ? await readOwnAccount(ctx, connectionId) : null;
  const attempt = {
    state: randomBytes(32).toString("base64url"),
    verifier: randomBytes(32).toString("base64url"),
  };
  const question = { ...attempt, grants, loginHint: known?.account, widens: (known?.scopes.length ?? 0) > 0 };
  return { ...attempt, url: authorizationUrl(settings, question) };
}

interface Answered {
  code: string;
  verifier: string;
  wanted: readonly GoogleGrant[];
  audience?: Audience | undefined;
}

/**
 * Trades Google's code for tokens and connects the account, or the known one again. `missing` is what was asked for
 * and not granted. Throws GoogleError, NothingGranted, NoLastingAccess.
 */
export async function finishGoogle(
  ctx: Context,
  { code, verifier, wanted, audience }: Answered,
): Promise<{ connection: ConnectedAccount; missing: GoogleGrant[] }> {
  requirePermission(ctx, connectAccount.definition);
  const granted = await exchangeCode(requireGoogle(), { code, verifier });
  const { account, grants, accessToken, expiresAt } = granted;
  if (grants.length === 0) throw new NothingGranted();
  const connection = await connectAccount(ctx, {
    account,
    grants,
    wanted: [...wanted],
    ...(audience ? { audience } : {}),
  });
  const owner = { workspaceId: ctx.workspace.id, userId: ctx.user.id, connectionId: connection.id };
  await withLease(leaseOf(connection.id), async () => {
    const refreshToken = granted.refreshToken ?? (await readSecret(owner))?.refreshToken;
    if (!refreshToken) {
      await markReconnectNeeded(ctx, connection.id);
      throw new NoLastingAccess();
    }
    await saveSecret(owner, { accessToken, refreshToken, expiresAt });
  });
  return { connection, missing: wanted.filter((grant) => !connection.scopes.includes(grant)) };
}
