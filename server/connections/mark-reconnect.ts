import { and, eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { type Context, emit, newId, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";

/** Google ended the grant: the page asks the owner to connect again. Says so once, and only of an active connection. */
export async function markReconnectNeeded(ctx: Context, connectionId: string): Promise<void> {
  await step(ctx, async ({ ctx: inside, tx }) => {
    const id = newId();
    await openChangeSet(tx, inside, { id, operation: "connections.markReconnectNeeded", kind: "system" });
    const changed = await tx
      .update(connections)
      .set({ state: "reconnect_needed" })
      .where(and(eq(connections.id, connectionId), eq(connections.state, "active")))
      .returning({ id: connections.id });
    await sealChangeSet(tx, false);
    if (changed.length > 0) {
      await emit(inside, { type: "connection.changed", payload: { connectionId } });
    }
  });
}
