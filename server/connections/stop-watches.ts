import { eq } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { type Context, step } from "#server/core/index.ts";
import { calendarClient, type GmailClient, gmailClient, GoogleError } from "#server/google/index.ts";

import { isFollowedElsewhere, watchAgainElsewhere } from "./ask-others.ts";
import { quotaOf } from "./quota/quota.ts";

/**
 * Tells Google to tell no more of a disconnected account. What Google does not stop runs out within a week, and is refused
 * here until then.
 */
export async function stopWatches(
  ctx: Context,
  { connectionId, account, accessToken }: { connectionId: string; account: string; accessToken: string },
  signal: AbortSignal,
): Promise<void> {
  const rows = await step(ctx, ({ tx }) =>
    tx.select().from(syncCursors).where(eq(syncCursors.connectionId, connectionId)),
  );
  const watched = rows.filter((row) => row.watchExpiresAt !== null);
  if (watched.length === 0) return;
  const access = { accessToken: () => Promise.resolve(accessToken), quota: quotaOf(account) };
  try {
    for (const { source, watchChannelId: id, watchResourceId: resourceId } of watched) {
      if (source === "gmail") await stopMailWatch(gmailClient(access, signal), account, connectionId);
      else if (id && resourceId) await calendarClient(access, signal).stopWatching({ id, resourceId });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof GoogleError)) throw error;
    ctx.log.info(
      { kind: error.kind, connectionId },
      "Google goes on telling of an account until that runs out",
    );
  }
  await step(ctx, ({ tx }) =>
    tx
      .update(syncCursors)
      .set({ watchExpiresAt: null, watchChannelId: null, watchResourceId: null, watchTokenDigest: null })
      .where(eq(syncCursors.connectionId, connectionId)),
  );
}

/** A mailbox has one watch, whoever asked for it: it is left to others who follow the same. */
export async function stopMailWatch(
  mailbox: GmailClient,
  account: string,
  connectionId: string,
): Promise<void> {
  if (await isFollowedElsewhere(account, connectionId)) return;
  await mailbox.stopWatching();
  await watchAgainElsewhere(account, connectionId);
}
