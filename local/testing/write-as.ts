import { contacts } from "#drizzle/schema/people.ts";
import { type Context, newId, openChangeSet, sealChangeSet } from "#server/core/index.ts";
import { asUser, type Tx } from "#server/db/index.ts";

/** Rows as no operation makes them (private ones, thousands of them), written with the caller's rights in one change set. */
export async function writeAs(ctx: Context, run: (tx: Tx) => Promise<unknown>): Promise<void> {
  await asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, async (tx) => {
    await openChangeSet(tx, ctx, { id: newId(), operation: "tests.write", kind: "sync" });
    await run(tx);
    await sealChangeSet(tx, true);
  });
}

/** A contact that its owner alone sees, as a mailbox that is not shared brings them. */
export async function newPrivateContact(ctx: Context, displayName: string): Promise<string> {
  const id = newId();
  await writeAs(ctx, (tx) =>
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
