import { eq } from "drizzle-orm";

import { contacts } from "#drizzle/schema/people.ts";
import { Contact, UpdateContactInput } from "#lib/schemas/contacts.ts";
import { companyRow } from "#server/companies/index.ts";
import { emit, operation, requireVersion } from "#server/core/index.ts";

import { requireFreeAddresses } from "./free-addresses.ts";
import { contactRow, readContact, replaceIdentities } from "./internal.ts";

export const updateContact = operation({
  name: "contacts.update",
  summary: "Change a contact's name, addresses, phone numbers, title or company",
  guidance:
    "Send only what changes. `emails` replaces all addresses and `phones` all numbers, so include those that stay.",
  input: UpdateContactInput,
  output: Contact,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "PATCH", path: "/contacts/{id}" },
  targets: ({ id }) => [{ table: "contacts", id }],
  async run({ ctx, tx, input }) {
    const { id, emails, phones, expectedVersion, ...values } = input;
    const row = await contactRow(tx, id, { toWrite: true });
    requireVersion(row, expectedVersion);
    if (values.companyId && values.companyId !== row.companyId) await companyRow(tx, values.companyId);
    if (emails) await requireFreeAddresses(tx, id, emails);
    if (emails) await replaceIdentities(tx, ctx, row, "email", emails);
    if (phones) await replaceIdentities(tx, ctx, row, "phone", phones);
    const primaryEmail =
      emails && !emails.includes(row.primaryEmail ?? "") ? (emails[0] ?? null) : row.primaryEmail;
    await tx
      .update(contacts)
      .set({ ...values, primaryEmail })
      .where(eq(contacts.id, id));
    await emit(ctx, { type: "contact.updated", payload: { contactId: id } });
    return readContact(tx, id);
  },
});
