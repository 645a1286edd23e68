import { and, isNull, sql } from "drizzle-orm";

import { companies } from "#drizzle/schema/people.ts";
import { Contact } from "#lib/schemas/contacts.ts";
import { SuggestionInput } from "#lib/schemas/suggestions.ts";
import { createCompany } from "#server/companies/index.ts";
import { contactRow, getContact, updateContact } from "#server/contacts/index.ts";
import { type OperationContext, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { offered } from "./internal.ts";

export const acceptSuggestion = operation({
  name: "suggestions.accept",
  summary: "Write on a contact what its mail says of it",
  input: SuggestionInput,
  output: Contact,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/contacts/{contactId}/suggestions/accept" },
  targets: ({ contactId }) => [{ table: "contacts", id: contactId }],
  // The ledger names the mail; its words stay with who may read it.
  async changeSet(input, tx) {
    const { interactionId, readBy } = await offered(tx, input);
    return { kind: "edit", reason: { signatureOf: interactionId, fact: input.kind, ...readBy } };
  },
  async run({ ctx, tx, input: { contactId: id, kind, value } }) {
    await contactRow(tx, id, { toWrite: true });
    switch (kind) {
      case "title":
        return updateContact(ctx, { id, title: value });
      case "company":
        return updateContact(ctx, { id, companyId: await companyOf(ctx, tx, value) });
      case "phone": {
        const { phones } = await getContact(ctx, { id });
        return updateContact(ctx, { id, phones: [...phones, value] });
      }
    }
  },
});

/** One of this name, else a new one. */
async function companyOf(ctx: OperationContext, tx: Tx, name: string): Promise<string> {
  const [known] = await tx
    .select({ id: companies.id })
    .from(companies)
    .where(and(isNull(companies.deletedAt), sql`lower(${companies.name}) = lower(${name})`))
    .orderBy(companies.id)
    .limit(1);
  return known?.id ?? (await createCompany(ctx, { name })).id;
}
