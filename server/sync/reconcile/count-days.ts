import { CountDaysInput, DayJobOutput } from "#lib/schemas/reconciliation.ts";
import { operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { ownConnection, requireReadable, sourceMeant } from "./own-account.ts";

export const countDays = operation({
  name: "mailboxDays.count",
  summary:
    "Ask the provider of an account what it has on each of these days, or on every day there is; of a file, read it again",
  guidance:
    "The id comes from connections_list. Days are cut by the owner's midnights. mailboxDays_list tells the result once jobs_get says done.",
  input: CountDaysInput,
  output: DayJobOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/connections/{id}/days/count" },
  async run({ ctx, tx, input: { id, source: wanted, from, to } }) {
    const connection = await ownConnection(tx, ctx, id);
    const source = sourceMeant(connection, wanted);
    await requireReadable(tx, connection, source);
    // A file is read whole or not at all.
    const range = from && to && source !== "file" ? { from, to } : {};
    const key = [id, source, range.from ?? "", range.to ?? ""].join(" ");
    return {
      jobId: await enqueueJob(ctx, "mailboxDays.count", { connectionId: id, source, ...range }, { key }),
    };
  },
});
