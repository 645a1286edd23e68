import type { ApiCall } from "../api.ts";
import { text, textList } from "../api.ts";
import { invalid } from "../errors.ts";
import { parseMime } from "./mime.ts";

export interface Incoming {
  readonly raw: Buffer;
  readonly labelIds: readonly string[];
  readonly threadId: string | undefined;
}

/** A message in any of the three ways that Gmail takes one: JSON with raw, the message itself, or both in parts. */
export async function readIncoming(call: ApiCall): Promise<Incoming> {
  const type = call.headers.get("content-type") ?? "";
  if (type.startsWith("message/rfc822")) {
    return { raw: await call.bytes(), labelIds: [], threadId: undefined };
  }
  if (type.startsWith("multipart/")) return readParts(type, await call.bytes());
  const body = await call.json();
  const raw = text(body["raw"]);
  if (raw === undefined || raw === "") throw invalid("'raw' RFC822 payload message string required");
  return incoming(Buffer.from(raw, "base64url"), body);
}

function readParts(type: string, bytes: Buffer): Incoming {
  const envelope = Buffer.concat([Buffer.from(`Content-Type: ${type}\r\n\r\n`), bytes]);
  const [metadata, media] = parseMime(envelope).parts;
  if (metadata === undefined || media === undefined) throw invalid("Two parts are needed.");
  return incoming(media.body, JSON.parse(metadata.body.toString() || "{}") as Record<string, unknown>);
}

function incoming(raw: Buffer, body: Readonly<Record<string, unknown>>): Incoming {
  return { raw, labelIds: textList(body["labelIds"]), threadId: text(body["threadId"]) };
}
