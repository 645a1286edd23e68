import { AppError } from "#lib/errors.ts";
import { SyncConnectionInput, SyncConnectionOutput } from "#lib/schemas/sync.ts";
import { askForSync } from "#server/connections/index.ts";
import { operation } from "#server/core/index.ts";

import { cursorRows } from "../cursors.ts";
import { connectionRow, ownerOnly } from "../internal.ts";

export const syncConnection = operation({
  name: "connections.sync",
  summary: "Bring what is new in an account now",
  guidance:
    "The id comes from connections_list. Only what was previewed and approved before is followed; jobs_get tells how far it is.",
  input: SyncConnectionInput,
  output: SyncConnectionOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/connections/{id}/sync" },
  async run({ ctx, tx, input: { id } }) {
    const connection = await connectionRow(tx, id);
    if (connection.provider === "file") {
      throw new AppError("unsupported", `"${connection.label}" is a file: nothing new comes from it.`);
    }
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    if (connection.state !== "active") {
      throw new AppError("conflict", `Connect ${connection.label} again in settings, then sync it.`);
    }
    const rows = await cursorRows(tx, id);
    if (!rows.some((row) => row.rule !== null)) {
      throw new AppError(
        "conflict",
        `Preview ${connection.label} and approve its first import, then sync it.`,
      );
    }
    if (!rows.some((row) => row.cursor !== null)) {
      throw new AppError("conflict", `The first import of ${connection.label} is not done yet. Wait for it.`);
    }
    return { jobId: await askForSync(ctx, id) };
  },
});
