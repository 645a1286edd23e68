import { gunzipSync } from "node:zlib";

import type { uploads } from "#drizzle/schema/sync.ts";

import { detectMail } from "./mail/index.ts";

type FileKind = NonNullable<(typeof uploads.$inferSelect)["fileKind"]>;

/** What the first bytes of an upload are; gzip is seen through. A refusal carries the sentence for the user. */
export function fileKindOf(head: Uint8Array): { kind: FileKind } | { sentence: string } {
  if (isCalendar(head)) return { kind: "ics" };
  if (isZip(head)) return { kind: "zip" };
  const outer = detectMail(head);
  if (outer.kind === "unsupported") return { sentence: outer.sentence };
  if (outer.kind !== "gzip") return { kind: outer.kind };
  const unzipped = unzippedHead(head);
  if (isCalendar(unzipped)) return { kind: "ics" };
  const inner = detectMail(unzipped);
  if (inner.kind === "unsupported") return { sentence: inner.sentence };
  if (inner.kind === "gzip")
    return { sentence: "This file is compressed twice. Unpack it once, then upload it again." };
  return { kind: inner.kind };
}

const isZip = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 4)).equals(zipMagic);
const zipMagic = Buffer.from("PK\x03\x04");

export const isCalendar = (head: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*BEGIN:VCALENDAR\s/i.test(Buffer.from(head.subarray(0, 512)).toString("latin1"));

// The head is cut off in the middle: what can be unpacked of it is enough.
function unzippedHead(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: 2, maxOutputLength: 64 * 1024 ** 2 });
  } catch {
    return new Uint8Array();
  }
}
