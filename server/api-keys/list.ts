import { desc, getTableColumns, lt } from "drizzle-orm";

import { apiKeys } from "#drizzle/schema/workspaces.ts";
import { ApiKeyPage, ListApiKeysInput } from "#lib/schemas/api-keys.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { toApiKey } from "./internal.ts";

const { keyHash: _hash, ...shownColumns } = getTableColumns(apiKeys);

export const listApiKeys = operation({
  name: "apiKeys.list",
  summary: "List your API keys, or for an admin the workspace's, newest first",
  input: ListApiKeysInput,
  output: ApiKeyPage,
  permission: "keys:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/api-keys" },
  async run({ tx, input: { cursor, limit } }) {
    const after = decodeCursor(cursor, IdCursor);
    const rows = await tx
      .select(shownColumns)
      .from(apiKeys)
      .where(after ? lt(apiKeys.id, after[0]) : undefined)
      .orderBy(desc(apiKeys.id))
      .limit(limit + 1);
    return toPage(rows, limit, (row) => [row.id], toApiKey);
  },
});
