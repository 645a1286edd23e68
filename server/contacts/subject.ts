import { companyRow } from "#server/companies/index.ts";
import { audienceOn, type Ownership } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { contactRow } from "./internal.ts";

/** What a note or task is about. */
export interface Subject {
  contactId?: string | null | undefined;
  companyId?: string | null | undefined;
}

/**
 * Who sees what `writerId` writes about these records; throws not_found for one that the caller does not see or that is
 * in the bin, unless the note or task stands on it already (`before`).
 */
export async function audienceOfSubject(
  tx: Tx,
  writerId: string,
  { contactId, companyId }: Subject,
  before: Subject = {},
): Promise<Ownership> {
  const records: Ownership[] = [];
  if (contactId)
    records.push(await contactRow(tx, contactId, { withDeleted: contactId === before.contactId }));
  if (companyId)
    records.push(await companyRow(tx, companyId, { withDeleted: companyId === before.companyId }));
  return audienceOn(records, writerId);
}
