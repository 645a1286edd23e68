import { uploads } from "#drizzle/schema/sync.ts";
import type { UploadTicket } from "#lib/schemas/uploads.ts";
import { type Context, newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { cleanName, requireQuota, requireSize } from "#server/storage/index.ts";

import { ticketOf, uploadKey } from "./upload-ticket.ts";

interface Announced {
  fileName: string;
  byteSize: number;
  mailbox: string[];
}

/** Notes a file that is about to go straight to Storage: its bytes count against the quota from now on. */
export async function announceUpload(
  ctx: Context,
  tx: Tx,
  { fileName, byteSize, mailbox }: Announced,
): Promise<UploadTicket> {
  const uploadId = newId();
  const ticket = ticketOf(ctx, uploadId);
  requireSize(byteSize);
  await requireQuota(tx, ctx, byteSize);
  await tx.insert(uploads).values({
    id: uploadId,
    workspaceId: ctx.workspace.id,
    ownerId: ctx.user.id,
    audience: "private",
    storageKey: uploadKey(ctx, uploadId),
    fileName: cleanName(fileName),
    mailbox,
    byteSize,
  });
  return ticket;
}
