import { eq } from "drizzle-orm";

import { ignoredAddresses } from "#drizzle/schema/ignored.ts";
import { notFound } from "#lib/errors.ts";
import { Ignored, RemoveIgnoredInput } from "#lib/schemas/ignored.ts";
import { operation } from "#server/core/index.ts";

import { toIgnored } from "./internal.ts";

export const removeIgnored = operation({
  name: "ignored.remove",
  summary: "Take an address or a domain off the list of those that make no contact",
  guidance: "Mail that comes later may make a contact again. The id comes from ignored_list.",
  input: RemoveIgnoredInput,
  output: Ignored,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "DELETE", path: "/ignored/{id}" },
  async run({ tx, input: { id } }) {
    const [row] = await tx.delete(ignoredAddresses).where(eq(ignoredAddresses.id, id)).returning();
    if (!row) throw notFound("ignored address");
    return toIgnored(row);
  },
});
