import { and, eq } from "drizzle-orm";

import { interactions } from "#drizzle/schema/interactions.ts";
import { rawEvents } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

/** Gmail's id of the mail in this account. Throws not_found, and unsupported where it came from elsewhere. */
export async function mailIn(
  tx: Tx,
  account: { id: string; account: string },
  interactionId: string,
): Promise<string> {
  const [mail] = await tx
    .select({ id: interactions.id })
    .from(interactions)
    .where(and(eq(interactions.id, interactionId), eq(interactions.kind, "email")));
  if (!mail) throw notFound("mail");
  const [item] = await tx
    .select({ id: rawEvents.providerItemId })
    .from(rawEvents)
    .where(and(eq(rawEvents.interactionId, interactionId), eq(rawEvents.connectionId, account.id)));
  if (item) return item.id;
  throw new AppError(
    "unsupported",
    `That mail is not in ${account.account}, so an answer cannot stand in its thread. Write a new mail instead.`,
  );
}
