import { eq } from "drizzle-orm";

import { contactTags, tags } from "#drizzle/schema/people.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Tag } from "#lib/schemas/tags.ts";
import { emit, operation } from "#server/core/index.ts";
import { sqlState } from "#server/db/index.ts";

import { tagRow, toTag } from "./internal.ts";

export const deleteTag = operation({
  name: "tags.delete",
  summary: "Delete a tag and take it off every contact",
  guidance:
    "Only when the user asks for the tag itself to go; to take it off one contact use tags_remove. Undone by change_sets_revert, which puts it back on its contacts. The id comes from tags_list.",
  input: IdInput,
  output: Tag,
  permission: "tags:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "DELETE", path: "/tags/{id}" },
  targets: ({ id }) => [{ table: "tags", id }],
  async run({ ctx, tx, input: { id } }) {
    const row = await tagRow(tx, id, "update");
    await tx.delete(contactTags).where(eq(contactTags.tagId, id));
    try {
      await tx.delete(tags).where(eq(tags.id, id));
    } catch (cause) {
      // The key sees past the policies: the tag stands on somebody's private contact.
      if (sqlState(cause) !== "23503") throw cause;
      throw new AppError(
        "conflict",
        `"${row.name}" also stands on contacts that only their owners see, so it cannot be deleted. Rename it, or ask your colleagues to take it off first.`,
        { cause },
      );
    }
    await emit(ctx, { type: "tag.changed", payload: { tagId: id } });
    return toTag(row);
  },
});
