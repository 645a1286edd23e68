import { AppError } from "#lib/errors.ts";
import { DayJobOutput, FetchMissingInput } from "#lib/schemas/reconciliation.ts";
import { operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { ownConnection, requireImported, requireReadable, sourceMeant } from "./own-account.ts";
import { missingItems } from "./read-days.ts";
import { timeZoneOf } from "./time-zone.ts";

export const fetchMissing = operation({
  name: "mailboxDays.fetch",
  summary:
    "Fetch what is missing or failed on these days, by what was approved: an import that can be taken back",
  guidance: "Only what mailboxDays_list calls missing or failed is fetched; count the days first.",
  input: FetchMissingInput,
  output: DayJobOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/connections/{id}/days/fetch" },
  async run({ ctx, tx, input: { id, source: wanted, from, to } }) {
    const connection = await ownConnection(tx, ctx, id);
    const source = sourceMeant(connection, wanted);
    await requireReadable(tx, connection, source);
    if (source === "file") await requireImported(tx, connection);
    const timeZone = await timeZoneOf(tx, connection.ownerId);
    const items = await missingItems(tx, { connectionId: id, source, timeZone }, { from, to });
    if (items.length === 0) {
      throw new AppError(
        "conflict",
        "Nothing is missing on these days as they were counted. Count them again.",
      );
    }
    const payload = { connectionId: id, source, from, to };
    const options = { key: `${id} ${source} ${from} ${to}`, progressTotal: items.length };
    return { jobId: await enqueueJob(ctx, "mailboxDays.fetch", payload, options) };
  },
});
