import { GoogleError } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { findAccount, isAccount, secretOwner } from "./internal.ts";
import { readSecret } from "./secrets.ts";
import { currentToken } from "./tokens.ts";

/**
 * Asks Google for a new access token, although the one at hand may look good: where the grant has ended, the connection
 * says from then on that it is to be connected again. Throws GoogleError of what may pass.
 */
export async function processCheck({
  ctx,
  payload: { connectionId },
}: RunningJob<"connections.check">): Promise<{ stands: boolean }> {
  const connection = await findAccount(ctx, connectionId);
  if (!connection || connection.removed || !isAccount(connection) || connection.state !== "active") {
    return { stands: false };
  }
  const secret = await readSecret(secretOwner(connection));
  try {
    await currentToken(ctx, connection, secret?.accessToken ?? null);
    return { stands: true };
  } catch (error) {
    if (error instanceof GoogleError && error.kind === "invalid_grant") return { stands: false };
    throw error;
  }
}
