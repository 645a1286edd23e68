import { eq } from "drizzle-orm";

import { tags } from "#drizzle/schema/people.ts";
import { Tag, UpdateTagInput } from "#lib/schemas/tags.ts";
import { emit, operation, requireVersion } from "#server/core/index.ts";

import { readTag, tagRow } from "./internal.ts";

export const updateTag = operation({
  name: "tags.update",
  summary: "Rename a tag or change its colour",
  guidance: "It changes for every contact that carries the tag. The id comes from tags_list.",
  input: UpdateTagInput,
  output: Tag,
  permission: "tags:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp", "batch"],
  rest: { method: "PATCH", path: "/tags/{id}" },
  targets: ({ id }) => [{ table: "tags", id }],
  async run({ ctx, tx, input: { id, name, color, expectedVersion } }) {
    const row = await tagRow(tx, id, "update");
    requireVersion(row, expectedVersion);
    await tx
      .update(tags)
      .set({ name: name ?? row.name, color: color ?? row.color })
      .where(eq(tags.id, id));
    await emit(ctx, { type: "tag.changed", payload: { tagId: id } });
    return readTag(tx, id);
  },
});
