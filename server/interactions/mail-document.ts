import { AppError } from "#lib/errors.ts";
import { Id } from "#lib/schemas/common.ts";
import type { Context } from "#server/core/index.ts";
import { messageParts } from "#server/sync/index.ts";

import { MailImages } from "./mail-images.ts";
import { placeholderSheet } from "./mail-picture.ts";
import { readRawMail } from "./raw-mail.ts";
import { sanitiseMail } from "./sanitise-mail.ts";

export interface MailDocument {
  /** A whole HTML document, for a frame that runs nothing. */
  html: string;
  /** Pictures that lie elsewhere and were not asked for. */
  blockedImages: number;
}

interface MailDocumentRequest {
  interactionId: string;
  /** Let the browser fetch pictures from where they lie. They are not fetched by us in its place. */
  images: boolean;
}

// Mail is written for white paper.
const style =
  ":root{color-scheme:light}body{margin:0;padding:8px 12px;background:#fff;color:#1c2326;font:14px/22px system-ui,sans-serif;overflow-wrap:anywhere}" +
  "img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap;font:inherit}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #c9d2d4}a{color:#0b6570}" +
  placeholderSheet;

/** A mail as it was sent, made harmless. Its text where it has no HTML. Throws AppError not_found. */
export async function mailDocument(
  ctx: Context,
  { interactionId, images }: MailDocumentRequest,
): Promise<MailDocument> {
  const id = Id.safeParse(interactionId);
  if (!id.success) throw new AppError("not_found", "This mail was not found. Open it again from the list.");
  const { body, bytes } = await readRawMail(ctx, id.data);
  const { html, attachments } = bytes ? await messageParts(bytes) : { html: null, attachments: [] };
  if (html === null) return { html: asDocument(`<pre>${escapeText(body)}</pre>`), blockedImages: 0 };
  const pictures = new MailImages({ attachments, remote: images });
  const safe = sanitiseMail(html, pictures);
  return { html: asDocument(safe), blockedImages: pictures.blocked };
}

const asDocument = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>Mail</title><style>${style}</style></head><body>${body}</body></html>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? "");
