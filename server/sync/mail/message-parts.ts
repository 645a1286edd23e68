import { chooseTexts, fileName, isBodyText, partsOf } from "./body.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { readHeaderFields } from "./header-fields.ts";
import { limits } from "./limits.ts";
import { mimeValues } from "./parse.ts";
import type { WarningCode } from "./types.ts";

/** What is attached, in the order of `MailMessage.attachments`, with its bytes after transfer decoding. */
export interface AttachedPart {
  fileName: string | null;
  contentType: string;
  /** Without <>. */
  contentId: string | null;
  bytes: Uint8Array;
}

/** HTML and attachments of a message, for showing it as it was sent: untrusted. Never throws; null without HTML. */
export async function messageParts(
  raw: Uint8Array,
): Promise<{ html: string | null; attachments: AttachedPart[] }> {
  const fields = readHeaderFields(raw);
  if (!fields.isMail) return { html: null, attachments: [] };
  const warnings = new Set<WarningCode>();
  const parts = await partsOf(raw.subarray(fields.bodyOffset), mimeValues(fields), warnings);
  const { html } = chooseTexts(parts, warnings);
  const attached = parts.filter((part) => !isBodyText(part)).slice(0, limits.attachments);
  return {
    html: html === "" ? null : cleanText(html, limits.htmlChars),
    attachments: attached.map((part) => ({
      fileName: fileName(part.fileName),
      contentType: cleanLine(part.contentType, limits.fileNameChars),
      contentId: part.contentId === null ? null : part.contentId.replaceAll(/[<>\s]/g, ""),
      bytes: part.bytes,
    })),
  };
}
