import { eq, sql } from "drizzle-orm";

import { apiKeys } from "#drizzle/schema/workspaces.ts";
import { notFound } from "#lib/errors.ts";
import { ApiKey } from "#lib/schemas/api-keys.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { operation } from "#server/core/index.ts";

import { toApiKey } from "./internal.ts";

export const revokeApiKey = operation({
  name: "apiKeys.revoke",
  summary: "Revoke an API key at once and for good",
  input: IdInput,
  output: ApiKey,
  permission: "keys:write",
  effect: "write",
  decision: true,
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/api-keys/{id}" },
  async run({ tx, input: { id } }) {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, now())` })
      .where(eq(apiKeys.id, id))
      .returning();
    if (!row) throw notFound("API key");
    return toApiKey(row);
  },
});
