import { connections } from "#drizzle/schema/people.ts";
import { previews } from "#drizzle/schema/sync.ts";
import type { Imported } from "#lib/schemas/uploads.ts";
import { emit, newId, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

interface NewFile {
  fileName: string;
  mailbox: string[];
  /** Writes or completes the row of the file, which belongs to this connection from here on. */
  keep: (connectionId: string) => Promise<unknown>;
}

/** A file becomes a connection of its own, with a preview under way. */
export async function startImport(
  ctx: OperationContext,
  tx: Tx,
  { fileName, mailbox, keep }: NewFile,
): Promise<Imported> {
  const [connectionId, previewId] = [newId(), newId()];
  const owned = { workspaceId: ctx.workspace.id, ownerId: ctx.user.id, audience: "private" as const };
  await tx
    .insert(connections)
    .values({ id: connectionId, ...owned, provider: "file", label: fileName, addresses: mailbox });
  await keep(connectionId);
  const jobId = await enqueueJob(ctx, "previews.build", { previewId }, { key: previewId });
  await tx
    .insert(previews)
    .values({ id: previewId, ...owned, connectionId, jobId, controls: { addresses: mailbox } });
  await emit(ctx, { type: "preview.changed", payload: { previewId } });
  return { connectionId, previewId };
}
