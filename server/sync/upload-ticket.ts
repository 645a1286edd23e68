import { and, eq } from "drizzle-orm";

import { uploads } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { UploadTicket } from "#lib/schemas/uploads.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { storage } from "#server/storage/index.ts";

import type { UploadRow } from "./internal.ts";

/** A file that goes straight to Storage lies under the id of its row. */
export const uploadKey = (ctx: Context, uploadId: string): string => `${ctx.workspace.id}/${uploadId}`;

/** Where to send it; the permission is asked of Storage once the row stands. */
export function ticketOf(ctx: Context, uploadId: string): UploadTicket {
  const { direct } = storage();
  if (!direct) {
    throw new AppError(
      "unsupported",
      "This server takes files of any size itself: send the file as `multipart/form-data`.",
    );
  }
  const { url, metadata, chunkBytes } = direct.address(uploadKey(ctx, uploadId));
  return {
    uploadId,
    uploadUrl: url,
    uploadHeaders: {},
    expiresAt: null,
    uploadMetadata: metadata,
    chunkBytes,
  };
}

/** The ticket with what allows to use it for a while. Throws unavailable. */
export async function permitted(ctx: Context, ticket: UploadTicket): Promise<UploadTicket> {
  try {
    const permit = await storage().direct?.permit(uploadKey(ctx, ticket.uploadId));
    if (!permit) return ticket;
    return { ...ticket, uploadHeaders: permit.headers, expiresAt: permit.expiresAt?.toISOString() ?? null };
  } catch (cause) {
    throw new AppError(
      "unavailable",
      "The storage for files does not answer. Please try again in a moment.",
      {
        cause,
      },
    );
  }
}

/** The caller's own file on its way, held until the transaction ends. Throws not_found. */
export async function ownUpload(tx: Tx, ctx: Context, id: string): Promise<UploadRow> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.ownerId, ctx.user.id)))
    .for("update");
  if (!row) throw notFound("upload");
  return row;
}
