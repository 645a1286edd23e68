import { contacts } from "#drizzle/schema/people.ts";
import { type Context, newId } from "#server/core/index.ts";

import { inChangeSet } from "./ledger.ts";

/** A contact that its owner alone sees, as a mailbox that is not shared brings them. */
export async function newPrivateContact(ctx: Context, displayName: string): Promise<string> {
  const id = newId();
  await inChangeSet(ctx, (tx) =>
    tx.insert(contacts).values({
      id,
      workspaceId: ctx.workspace.id,
      ownerId: ctx.user.id,
      audience: "private",
      displayName,
      origin: "sync",
    }),
  );
  return id;
}
