import { emlxHead } from "./emlx.ts";
import { isHeaderLine, readFromLine } from "./from-line.ts";
import { readHeaderFields } from "./header-fields.ts";
import { signatureOf } from "./file-signatures.ts";
import type { Detection } from "./types.ts";

/**
 * What a file is, by its first bytes (4 kB or more, or all of it). A name ending in .mbox proves nothing. A refusal says in a
 * sentence what the file seems to be and what to do. What is inside a gzip is told by asking again, unpacked.
 */
export function detectMail(head: Uint8Array): Detection {
  if (head.length === 0) return refuse("empty", "The file is empty. Check the export and upload it again.");
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: "gzip" };
  const known = signatureOf(head);
  if (known !== null) return refuse(known.what, `This is ${known.what}, not a mailbox. ${known.advice}`);
  const text = Buffer.from(head)
    .toString("latin1")
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, "");
  if (text === "")
    return refuse("empty", "The file holds nothing but blanks. Check the export and upload it again.");
  if (isMbox(text)) return { kind: "mbox" };
  if (isHeaderLine(text) && readHeaderFields(head).isMail) return { kind: "eml" };
  if (isEmlx(head)) return { kind: "emlx" };
  const isBinary = controlBytes(head) > head.length / 20;
  const what = isBinary ? "a binary file of unknown kind" : "text without mail headers";
  return refuse(what, `This is ${what}, not a mailbox. ${exportAdvice}`);
}

const exportAdvice =
  "Upload the .mbox file of an export (Google Takeout, Thunderbird, Apple Mail), or messages as .eml or .emlx.";

function refuse(what: string, sentence: string): Detection {
  return { kind: "unsupported", what, sentence };
}

function isMbox(text: string): boolean {
  const [first = "", second] = text.split("\n", 2);
  if (readFromLine(first.replace(/\r$/, "")) === null) return false;
  return second === undefined || second === "" || isHeaderLine(second);
}

function isEmlx(head: Uint8Array): boolean {
  const message = emlxHead(head);
  if (!message) return false;
  const inside = head.subarray(message.start);
  const first = Buffer.from(inside.subarray(0, 100)).toString("latin1");
  return isHeaderLine(first) && readHeaderFields(inside).isMail;
}

function controlBytes(head: Uint8Array): number {
  let count = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27)) count++;
  return count;
}
