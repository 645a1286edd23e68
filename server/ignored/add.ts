import { eq } from "drizzle-orm";

import { ignoredAddresses } from "#drizzle/schema/ignored.ts";
import { AddIgnoredInput, Ignored } from "#lib/schemas/ignored.ts";
import { notFound } from "#lib/errors.ts";
import { operation } from "#server/core/index.ts";

import { ignore, toIgnored } from "./internal.ts";

export const addIgnored = operation({
  name: "ignored.add",
  summary: "Ignore an address or a domain: mail and calendar make no contact of it",
  guidance: "Contacts that exist stay, and so does their mail. One that is ignored already stays as it is.",
  input: AddIgnoredInput,
  output: Ignored,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/ignored" },
  async run({ ctx, tx, input: { value } }) {
    await ignore(tx, ctx, [value]);
    const [row] = await tx.select().from(ignoredAddresses).where(eq(ignoredAddresses.value, value));
    if (!row) throw notFound("ignored address");
    return toIgnored(row);
  },
});
