import { readBody } from "./body.ts";
import { readHeaderFields } from "./header-fields.ts";
import type { HeaderFields } from "./header-fields.ts";
import { readHeaders } from "./read-headers.ts";
import type { HeaderMessage, MailMessage, NotAMessage, ParseContext } from "./types.ts";

/**
 * What the headers say, without decoding the body: for previews. `raw` is one message without its From_ line.
 * Never throws; bytes without any header of mail give `{ failed: "not_a_message" }`.
 */
export function parseHeaders(raw: Uint8Array, context: ParseContext = {}): HeaderMessage | NotAMessage {
  const fields = readHeaderFields(raw);
  return fields.isMail ? readHeaders(raw, fields, context) : notAMessage(raw);
}

/**
 * The whole message: the very values of parseHeaders, and the body by postal-mime. Never throws; a body that cannot be
 * read leaves its parts empty with a warning.
 */
export async function parseMessage(
  raw: Uint8Array,
  context: ParseContext = {},
): Promise<MailMessage | NotAMessage> {
  const fields = readHeaderFields(raw);
  if (!fields.isMail) return notAMessage(raw);
  const headers = readHeaders(raw, fields, context);
  const { warnings, ...body } = await readBody(raw.subarray(fields.bodyOffset), mimeValues(fields), {
    isReply: headers.inReplyTo.length > 0 || headers.references.length > 0,
    subject: headers.subject,
  });
  return { ...headers, ...body, warnings: [...new Set([...headers.warnings, ...warnings])] };
}

export function mimeValues(fields: HeaderFields): { type: string; encoding: string; disposition: string } {
  const value = (name: string): string => (fields.values.get(name)?.[0] ?? "").slice(0, 4_000);
  return {
    type: value("content-type"),
    encoding: value("content-transfer-encoding"),
    disposition: value("content-disposition"),
  };
}

function notAMessage(raw: Uint8Array): NotAMessage {
  const sentence =
    raw.byteLength === 0
      ? "This message is empty: the file ends right after its first line. Export the mailbox again if you miss it."
      : "This part of the file has no mail headers (no sender, date or subject), so it cannot be read as a message. " +
        "Export the mailbox again if you miss it.";
  return { failed: "not_a_message", sentence };
}
