import { and, eq } from "drizzle-orm";

import { contactTags } from "#drizzle/schema/people.ts";
import { ContactTagInput, ContactTags } from "#lib/schemas/tags.ts";
import { contactRow } from "#server/contacts/index.ts";
import { emit, operation } from "#server/core/index.ts";

import { readContactTags, tagRow } from "./internal.ts";

export const removeTag = operation({
  name: "tags.remove",
  summary: "Take a tag off a contact",
  guidance:
    "The tag itself stays. A contact without it stays as it is. Both ids come from contacts_get or contacts_list with tagId.",
  input: ContactTagInput,
  output: ContactTags,
  permission: "tags:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/contacts/{contactId}/tags/{tagId}" },
  targets: ({ contactId, tagId }) => [
    { table: "contacts", id: contactId },
    { table: "tags", id: tagId },
  ],
  async run({ ctx, tx, input: { contactId, tagId } }) {
    await contactRow(tx, contactId);
    await tagRow(tx, tagId, "key share");
    const removed = await tx
      .delete(contactTags)
      .where(and(eq(contactTags.contactId, contactId), eq(contactTags.tagId, tagId)))
      .returning({ id: contactTags.id });
    if (removed.length > 0) {
      await emit(ctx, { type: "tag.changed", payload: { tagId } });
      await emit(ctx, { type: "contact.updated", payload: { contactId } });
    }
    return readContactTags(tx, contactId);
  },
});
