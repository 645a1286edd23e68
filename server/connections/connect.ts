import { and, eq, sql } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { connections } from "#drizzle/schema/people.ts";
import { ConnectAccountInput, ConnectedAccount } from "#lib/schemas/connections.ts";
import { emit, newId, operation } from "#server/core/index.ts";

import { NothingGranted } from "./google-refusals.ts";

/** The end of the way to Google and back; its tokens are stored beside it by finishGoogle(). */
export const connectAccount = operation({
  name: "connections.connect",
  summary: "Connect a Google account that its owner has opened for reading",
  input: ConnectAccountInput,
  output: ConnectedAccount,
  permission: "sync:write",
  effect: "write",
  decision: true,
  doors: ["action"],
  async run({ ctx, tx, input: { account, grants, wanted = grants, audience = "private" } }) {
    const [known] = await tx
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.ownerId, ctx.user.id),
          eq(connections.account, account),
          eq(connections.removed, false),
        ),
      )
      .for("no key update");
    const id = known?.id ?? newId();
    const scopes = grants.filter((grant) => wanted.includes(grant) || known?.scopes.includes(grant));
    if (scopes.length === 0) throw new NothingGranted();
    const opened = { state: "active", scopes } as const;
    if (known) {
      await tx.update(connections).set(opened).where(eq(connections.id, id));
      // What Google was to tell of ended with the earlier grant, and things have happened since.
      await tx
        .update(syncCursors)
        .set({ watchExpiresAt: null, watchError: null, nextSyncAt: sql`now()` })
        .where(eq(syncCursors.connectionId, id));
    } else {
      await tx.insert(connections).values({
        id,
        workspaceId: ctx.workspace.id,
        ownerId: ctx.user.id,
        audience,
        provider: "google",
        account,
        label: account,
        addresses: [account],
        ...opened,
      });
    }
    await emit(ctx, { type: "connection.changed", payload: { connectionId: id } });
    return { id, account, ...opened, reconnected: known !== undefined };
  },
});
