import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { GoogleError, type GoogleSettings, googleSettings, refreshTokens } from "#server/google/index.ts";

import { type AccountRow, leaseOf, secretOwner } from "./internal.ts";
import { withLease } from "./lease.ts";
import { markReconnectNeeded } from "./mark-reconnect.ts";
import { readSecret, renewSecret, type Secret, type StoredSecret } from "./secrets.ts";

export type Token = Pick<Secret, "accessToken" | "expiresAt">;

/** Longer than any single request to Google takes. */
const marginMs = 60_000;

export const isGood = ({ expiresAt }: Token): boolean => expiresAt.getTime() - Date.now() > marginMs;

/**
 * The connection's access token, renewed where it runs out or is the one that Google `refused`. However many ask at
 * once, in however many processes, Google is asked once. Throws GoogleError.
 */
export async function currentToken(
  ctx: Context,
  connection: AccountRow,
  refused: string | null,
): Promise<Token> {
  const settings = requireGoogle();
  const owner = secretOwner(connection);
  const serves = (secret: StoredSecret | null): secret is StoredSecret =>
    secret !== null && secret.accessToken !== refused && isGood(secret);
  const known = await readSecret(owner);
  if (serves(known)) return known;
  return withLease(leaseOf(connection.id), async () => {
    const secret = await readSecret(owner);
    if (serves(secret)) return secret;
    if (!secret) return over(ctx, connection);
    return renew(ctx, settings, connection, secret);
  });
}

async function renew(
  ctx: Context,
  settings: GoogleSettings,
  connection: AccountRow,
  seen: StoredSecret,
): Promise<Token> {
  const owner = secretOwner(connection);
  try {
    const tokens = await refreshTokens(settings, seen.refreshToken);
    const secret = { ...tokens, refreshToken: tokens.refreshToken ?? seen.refreshToken };
    if (await renewSecret(owner, secret, seen)) return secret;
  } catch (error) {
    if (!(error instanceof GoogleError) || error.kind !== "invalid_grant") throw error;
  }
  // Refused, or replaced meanwhile: what somebody has connected since counts.
  const latest = await readSecret(owner);
  if (latest && latest.savedAt.getTime() !== seen.savedAt.getTime() && isGood(latest)) return latest;
  return over(ctx, connection);
}

async function over(ctx: Context, connection: AccountRow): Promise<never> {
  await markReconnectNeeded(ctx, connection.id).catch((error: unknown) => {
    // A viewer changes nothing: the next one who may finds it the same.
    ctx.log.warn({ err: error, connectionId: connection.id }, "a connection to mend could not be marked");
  });
  throw new GoogleError("invalid_grant");
}

/** Whether accounts can be connected here at all. */
export const isGoogleSetUp = (): boolean => googleSettings() !== null;

/** Throws unsupported where no Google client is named. */
export function requireGoogle(): GoogleSettings {
  const settings = googleSettings();
  if (settings) return settings;
  throw new AppError(
    "unsupported",
    "Google is not set up here. Whoever runs this names GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.",
  );
}
