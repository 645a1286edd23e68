import { eq } from "drizzle-orm";

import { contactIdentities, contacts } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Contact } from "#lib/schemas/contacts.ts";
import { emit, operation, requireInBin } from "#server/core/index.ts";
import { stopIgnoring } from "#server/ignored/index.ts";

import { contactRow, readContact } from "./internal.ts";

export const restoreContact = operation({
  name: "contacts.restore",
  summary: "Bring a contact back from the bin",
  input: IdInput,
  output: Contact,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/contacts/{id}/restore" },
  targets: ({ id }) => [{ table: "contacts", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await contactRow(tx, id, { withDeleted: true, toWrite: true });
    requireInBin(row, `"${row.displayName}"`);
    await tx.update(contacts).set({ deletedAt: null }).where(eq(contacts.id, id));
    await tx.update(contactIdentities).set({ deletedAt: null }).where(eq(contactIdentities.contactId, id));
    await emit(ctx, { type: "contact.created", payload: { contactId: id } });
    const contact = await readContact(tx, id);
    // Whoever brings somebody back does not mean to ignore them.
    await stopIgnoring(tx, contact.emails);
    return contact;
  },
});
