import { notFound } from "#lib/errors.ts";
import { Id } from "#lib/schemas/common.ts";
import type { Context } from "#server/core/index.ts";
import { messageParts } from "#server/sync/index.ts";

import { readRawMail } from "./raw-mail.ts";

export interface MailAttachment {
  fileName: string;
  /** What it is sent as: its own type where a browser runs nothing of that type. */
  contentType: string;
  bytes: Uint8Array;
}

const harmless =
  /^(?:image\/(?:png|jpeg|gif|webp|heic|tiff|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/(?:pdf|zip|msword|vnd\.[\w.+-]+)|text\/(?:plain|csv|calendar))$/;
// Ends of lines, path separators, and characters that turn the direction of writing.
const unsafeInNames = /[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One attachment by its place in the mail, from 0. Throws AppError not_found. */
export async function mailAttachment(
  ctx: Context,
  { interactionId, index }: { interactionId: string; index: string },
): Promise<MailAttachment> {
  const id = Id.safeParse(interactionId);
  if (!id.success || !/^\d{1,3}$/.test(index)) throw notFound("attachment");
  const { bytes } = await readRawMail(ctx, id.data);
  const { attachments } = bytes ? await messageParts(bytes) : { attachments: [] };
  const part = attachments[Number(index)];
  if (!part) throw notFound("attachment");
  return {
    fileName: part.fileName?.replaceAll(unsafeInNames, "_") ?? `attachment-${String(Number(index) + 1)}`,
    contentType: harmless.test(part.contentType) ? part.contentType : "application/octet-stream",
    bytes: part.bytes,
  };
}
