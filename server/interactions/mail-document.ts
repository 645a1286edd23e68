import { AppError } from "#lib/errors.ts";
import { Id } from "#lib/schemas/common.ts";
import type { Context } from "#server/core/index.ts";
import { messageParts } from "#server/sync/index.ts";

import { mailHeightPx, textHeightPx } from "./mail-height.ts";
import { MailImages } from "./mail-images.ts";
import { mailPage } from "./mail-page.ts";
import { readRawMail } from "./raw-mail.ts";
import { sanitiseMail } from "./sanitise-mail.ts";

export interface MailDocument {
  /** A whole HTML document, for a frame that runs nothing. */
  html: string;
  /** Pictures that lie elsewhere and were not asked for. */
  blockedImages: number;
  /** A guess at its height in pixels, 640 px wide: a frame that runs nothing cannot be asked. */
  heightPx: number;
}

interface MailDocumentRequest {
  interactionId: string;
  /** Let the browser fetch pictures from where they lie. They are not fetched by us in its place. */
  images: boolean;
}

/** A mail as it was sent, made harmless. Its text where it has no HTML. Throws AppError not_found. */
export async function mailDocument(
  ctx: Context,
  { interactionId, images }: MailDocumentRequest,
): Promise<MailDocument> {
  const id = Id.safeParse(interactionId);
  if (!id.success) throw new AppError("not_found", "This mail was not found. Open it again from the list.");
  const { body, bytes } = await readRawMail(ctx, id.data);
  const { html, attachments } = bytes ? await messageParts(bytes) : { html: null, attachments: [] };
  if (html === null) {
    const heightPx = textHeightPx(body);
    return { html: mailPage(`<pre>${escapeText(body)}</pre>`), blockedImages: 0, heightPx };
  }
  const pictures = new MailImages({ attachments, remote: images });
  const safe = sanitiseMail(html, pictures);
  return { html: mailPage(safe), blockedImages: pictures.blocked, heightPx: mailHeightPx(safe) };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
