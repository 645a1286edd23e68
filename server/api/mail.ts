import { mailAttachment, mailDocument } from "#server/interactions/index.ts";
import type { Context } from "#server/core/index.ts";

import { authenticate, type SessionResolver } from "./authenticate.ts";
import { refuse, requestIdOf } from "./envelope.ts";
import { sameOrigin } from "./same-origin.ts";

interface MailPath {
  params: Promise<{ interactionId: string; index?: string }>;
}

type Answer = (ctx: Context, request: Request, path: Awaited<MailPath["params"]>) => Promise<Response>;

const always = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** For a key, or for the app's own pages by their session. Errors stand in a frame that runs nothing either. */
function mailHandler(session: SessionResolver, answer: Answer) {
  const respond = async (request: Request, { params }: MailPath, resolver?: SessionResolver) => {
    const requestId = requestIdOf(request);
    try {
      const who = { requestId, door: "rest" as const, ...(resolver ? { session: resolver } : {}) };
      return await answer(await authenticate(request, who), request, await params);
    } catch (error) {
      return refuse(error, requestId, { headers: { ...always, "content-security-policy": policy(false) } });
    }
  };
  const forPages = sameOrigin((request: Request, path: MailPath) => respond(request, path, session));
  return (request: Request, path: MailPath): Promise<Response> =>
    request.headers.has("authorization") ? respond(request, path) : forPages(request, path);
}

/**
 * Nothing of a mail runs, is sent or is fetched, but pictures where the reader asks for them. Those the browser gets
 * from where they lie: fetched by us, anybody could make the server ask for addresses of their choice.
 */
const policy = (images: boolean): string =>
  `default-src 'none'; img-src data:${images ? " https:" : ""}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; ` +
  "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** GET /api/mail/{interactionId}/html: the mail as it was sent, made harmless; `?images=1` fetches its pictures. */
export const mailHtmlHandler = (session: SessionResolver) =>
  mailHandler(session, async (ctx, request, { interactionId }) => {
    const images = new URL(request.url).searchParams.get("images") === "1";
    const { html, blockedImages, heightPx } = await mailDocument(ctx, { interactionId, images });
    return new Response(html, {
      headers: {
        ...always,
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy(images),
        "x-blocked-images": String(blockedImages),
        "x-mail-height": String(heightPx),
        "x-request-id": ctx.requestId,
      },
    });
  });

/** GET /api/mail/{interactionId}/attachments/{index}: one attachment, to be saved. */
export const mailAttachmentHandler = (session: SessionResolver) =>
  mailHandler(session, async (ctx, _request, { interactionId, index = "" }) => {
    const { fileName, contentType, bytes } = await mailAttachment(ctx, { interactionId, index });
    const plainName = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...always,
        "content-type": contentType,
        "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeName(fileName)}`,
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "x-request-id": ctx.requestId,
      },
    });
  });

const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
