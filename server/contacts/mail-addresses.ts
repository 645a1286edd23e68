import { and, inArray, isNull } from "drizzle-orm";

import { contacts } from "#drizzle/schema/people.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { Tx } from "#server/db/index.ts";

/**
 * The first address of each of these contacts, in their order. Throws not_found, also for one in the bin, and
 * invalid_input for one without an address.
 */
export async function mailAddressesOf(tx: Tx, contactIds: readonly string[]): Promise<string[]> {
  if (contactIds.length === 0) return [];
  const rows = await tx
    .select({ id: contacts.id, address: contacts.primaryEmail })
    .from(contacts)
    .where(and(inArray(contacts.id, [...contactIds]), isNull(contacts.deletedAt)));
  const known = new Map(rows.map((row) => [row.id, row]));
  return contactIds.map((id) => {
    const row = known.get(id);
    if (!row) throw notFound("contact");
    if (row.address) return row.address;
    throw new AppError(
      "invalid_input",
      "One of these contacts has no address yet. Add one to the contact first.",
    );
  });
}
