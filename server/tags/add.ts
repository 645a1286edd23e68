import { contactTags } from "#drizzle/schema/people.ts";
import { ContactTagInput, ContactTags } from "#lib/schemas/tags.ts";
import { contactRow } from "#server/contacts/index.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { readContactTags, tagRow } from "./internal.ts";

export const addTag = operation({
  name: "tags.add",
  summary: "Put a tag on a contact",
  guidance:
    "A contact that carries the tag already stays as it is. contactId comes from search_query or contacts_list, tagId from search_query or tags_list.",
  input: ContactTagInput,
  output: ContactTags,
  permission: "tags:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/contacts/{contactId}/tags/{tagId}" },
  targets: ({ contactId, tagId }) => [
    { table: "contacts", id: contactId },
    { table: "tags", id: tagId },
  ],
  async run({ ctx, tx, input: { contactId, tagId } }) {
    const { ownerId, audience } = await contactRow(tx, contactId);
    await tagRow(tx, tagId, "key share");
    const added = await tx
      .insert(contactTags)
      .values({ id: newId(), workspaceId: ctx.workspace.id, ownerId, audience, contactId, tagId })
      .onConflictDoNothing()
      .returning({ id: contactTags.id });
    if (added.length > 0) {
      await emit(ctx, { type: "tag.changed", payload: { tagId } });
      await emit(ctx, { type: "contact.updated", payload: { contactId } });
    }
    return readContactTags(tx, contactId);
  },
});
