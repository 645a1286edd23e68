import { and, eq, isNull, sql } from "drizzle-orm";

import { contactIdentities, contacts } from "#drizzle/schema/people.ts";
import { Contact, DeleteContactInput } from "#lib/schemas/contacts.ts";
import { emit, operation } from "#server/core/index.ts";
import { ignore } from "#server/ignored/index.ts";

import { contactRow, readContact } from "./internal.ts";

export const deleteContact = operation({
  name: "contacts.delete",
  summary: "Put a contact in the bin; contacts.restore brings it back",
  guidance:
    "Its mail, notes and tasks stay. Its addresses are free for another contact while it is in the bin. With `ignore` mail makes no contact of them again.",
  input: DeleteContactInput,
  output: Contact,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/contacts/{id}" },
  targets: ({ id }) => [{ table: "contacts", id }],
  async run({ ctx, tx, input: { id, ignore: isIgnored = false } }) {
    await contactRow(tx, id, { toWrite: true });
    const deleted = { deletedAt: sql`now()` };
    await tx.update(contacts).set(deleted).where(eq(contacts.id, id));
    await tx
      .update(contactIdentities)
      .set(deleted)
      .where(and(eq(contactIdentities.contactId, id), isNull(contactIdentities.deletedAt)));
    const contact = await readContact(tx, id, true);
    if (isIgnored) await ignore(tx, ctx, contact.emails);
    await emit(ctx, { type: "contact.deleted", payload: { contactId: id } });
    return contact;
  },
});
