import { Contact, CreateContactInput } from "#lib/schemas/contacts.ts";
import { companyRow } from "#server/companies/index.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { requireFreeAddresses } from "./free-addresses.ts";
import { insertContact } from "./insert.ts";
import { readContact } from "./internal.ts";

export const createContact = operation({
  name: "contacts.create",
  summary: "Create a contact",
  guidance:
    "Use it when a person is not a contact yet; look with search_query first. companyId comes from companies_list.",
  input: CreateContactInput,
  output: Contact,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/contacts" },
  async run({ ctx, tx, input }) {
    const emails = input.emails ?? [];
    if (input.companyId) await companyRow(tx, input.companyId);
    const contact = {
      id: newId(),
      workspaceId: ctx.workspace.id,
      ownerId: ctx.user.id,
      audience: "workspace" as const,
      displayName: input.displayName,
      primaryEmail: emails[0] ?? null,
      title: input.title ?? null,
      companyId: input.companyId ?? null,
    };
    await requireFreeAddresses(tx, contact.id, emails);
    await emit(ctx, { type: "contact.created", payload: { contactId: contact.id } });
    await insertContact(tx, contact, emails);
    // Mail that was here before may be theirs: read back, since that is counted by what follows the insert.
    return readContact(tx, contact.id);
  },
});
