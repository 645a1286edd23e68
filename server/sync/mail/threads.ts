import { cleanLine } from "./clean-text.ts";
import { limits } from "./limits.ts";
import type { HeaderMessage } from "./types.ts";

/**
 * Message-IDs by which a message joins a thread, best first: its own (others may have named it before it came), then
 * what it answers, nearest ancestor first. After Jamie Zawinski, "message threading" (www.jwz.org/doc/threading.html).
 */
export function threadKeys(message: Pick<HeaderMessage, "messageId" | "references" | "inReplyTo">): string[] {
  const ancestors = [...message.references].reverse();
  return [
    ...new Set([
      ...(message.messageId === null ? [] : [message.messageId]),
      ...ancestors,
      ...message.inReplyTo,
    ]),
  ];
}

/**
 * What is left of a subject without reply and forward marks and list tags, lower-case: for joining replies whose
 * program sent no references, as last resort. Empty when nothing is left to join by.
 */
export function subjectKey(subject: string): string {
  const bare = strip(subject).bare.replace(/\s*\((?:fwd|wg)\)$/i, "");
  return cleanLine(bare.normalize("NFKC").toLowerCase(), limits.subjectChars);
}

/** Whether the subject says "this answers something" (Re:, AW:, SV:, …); a forward starts something new. */
export function isReplySubject(subject: string): boolean {
  return strip(subject).firstMark === "reply";
}

// prettier-ignore
const replyMarks = [
  "re", "aw", "antw", "antwort", "sv", "vs", "res", "ref", "odp", "rif", "r", "ynt", "vá", "bls", "atb", "rv", "απ",
  "ответ", "回复", "答复", "回覆", "返信", "답장",
];
// prettier-ignore
const forwardMarks = [
  "fw", "fwd", "wg", "tr", "enc", "i", "pd", "vb", "vl", "doorst", "ilt", "trs", "пересл", "转发", "轉寄", "転送", "전달",
];
const isForward = new Set(forwardMarks);
const marks = new Set([...replyMarks, ...forwardMarks]);

function strip(subject: string): { bare: string; firstMark: "reply" | "forward" | null } {
  let rest = subject.trim();
  let firstMark: "reply" | "forward" | null = null;
  let tag = "";
  for (let round = 0; round < 40; round++) {
    const mark = /^([\p{L} ]{1,8}?)\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*/u.exec(rest);
    const word = mark?.[1]?.toLowerCase() ?? "";
    if (mark !== null && marks.has(word)) {
      firstMark ??= isForward.has(word) ? "forward" : "reply";
      rest = rest.slice(mark[0].length);
      continue;
    }
    const list = /^\[([^[\]]{1,40})\]\s*/.exec(rest);
    if (list === null) break;
    tag ||= list[1] ?? "";
    rest = rest.slice(list[0].length);
  }
  return { bare: rest === "" && firstMark === null ? tag : rest, firstMark };
}
