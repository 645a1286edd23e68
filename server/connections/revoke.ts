import { GoogleError, googleSettings, revokeToken } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { askOthers } from "./ask-others.ts";
import { findAccount, leaseOf, secretOwner } from "./internal.ts";
import { withLease } from "./lease.ts";
import { deleteSecret, readSecret } from "./secrets.ts";
import { stopWatches } from "./stop-watches.ts";

/**
 * Ends the access of a disconnected account at Google and forgets its tokens. Left alone where it was connected again
 * meanwhile; run twice it ends the same. Throws GoogleError of what may pass.
 */
export async function processRevoke({
  ctx,
  payload: { connectionId },
  signal,
}: RunningJob<"connections.revoke">): Promise<{ revoked: boolean }> {
  return withLease(leaseOf(connectionId), async () => {
    const connection = await findAccount(ctx, connectionId);
    if (!connection || (connection.state !== "disconnected" && !connection.removed))
      return { revoked: false };
    const owner = secretOwner(connection);
    const secret = await readSecret(owner);
    const settings = googleSettings();
    const revoked = secret !== null && settings !== null;
    if (secret) {
      const { accessToken } = secret;
      await stopWatches(ctx, { connectionId, account: connection.account ?? "", accessToken }, signal);
    }
    if (revoked) {
      await revokeToken(settings, secret.refreshToken).catch(passUnlessFinal);
      // Before the tokens go: killed in between, the job comes here again.
      if (connection.account) await askOthers(connection.account, connectionId);
    }
    await deleteSecret(owner);
    return { revoked };
  });
}

/** A token that Google does not know any more is as good as revoked. */
function passUnlessFinal(error: unknown): void {
  if (error instanceof GoogleError && error.kind !== "unavailable" && error.kind !== "rate_limited") return;
  throw error;
}
