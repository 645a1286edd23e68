import { tags } from "#drizzle/schema/people.ts";
import { CreateTagInput, Tag } from "#lib/schemas/tags.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { readTag } from "./internal.ts";

export const createTag = operation({
  name: "tags.create",
  summary: "Create a tag",
  guidance: "Look with tags_list first and use a tag that exists. To put a tag on a contact use tags_add.",
  input: CreateTagInput,
  output: Tag,
  permission: "tags:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "POST", path: "/tags" },
  async run({ ctx, tx, input: { name, color } }) {
    const id = newId();
    await tx.insert(tags).values({ id, workspaceId: ctx.workspace.id, name, color });
    await emit(ctx, { type: "tag.changed", payload: { tagId: id } });
    return readTag(tx, id);
  },
});
