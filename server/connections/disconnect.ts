import { eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { DisconnectOutput } from "#lib/schemas/connections.ts";
import { emit, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { ownAccountRow } from "./internal.ts";

export const disconnectAccount = operation({
  name: "connections.disconnect",
  summary: "Disconnect a Google account and end its access; what it brought stays",
  input: IdInput,
  output: DisconnectOutput,
  permission: "sync:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/connections/{id}/disconnect" },
  async run({ ctx, tx, input: { id } }) {
    const row = await ownAccountRow(tx, ctx, id);
    if (row.state === "disconnected") return { id, jobId: null };
    await tx.update(connections).set({ state: "disconnected", scopes: [] }).where(eq(connections.id, id));
    // Without a key: a job of an earlier time that is about to end would take this one's place.
    const jobId = await enqueueJob(ctx, "connections.revoke", { connectionId: id });
    await emit(ctx, { type: "connection.changed", payload: { connectionId: id } });
    return { id, jobId };
  },
});
