import { type Header, type MimePart, allParts, headerOf, parseMime } from "./mime.ts";

/** What the list, the search and the threads need to know of a message. */
export interface Summary {
  readonly subject: string;
  readonly sender: string;
  readonly recipients: string;
  /** Null where the Date header is missing or nonsense. */
  readonly dateMs: number | null;
  /** Without its angle brackets; empty where it has none. */
  readonly messageId: string;
  /** What it answers, nearest first. */
  readonly references: readonly string[];
  readonly snippet: string;
  readonly hasAttachment: boolean;
}

export function summarise(raw: Uint8Array): Summary {
  const message = parseMime(raw);
  const header = (name: string): string => headerOf(message.headers, name);
  const ids = (value: string): string[] => [...value.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id ?? "");
  const parts = [...allParts(message)];
  return {
    subject: header("subject"),
    sender: header("from"),
    recipients: ["to", "cc", "bcc"].map(header).filter(Boolean).join(", "),
    dateMs: dateOf(message.headers),
    messageId: ids(header("message-id"))[0] ?? "",
    references: [...new Set([...ids(header("in-reply-to")), ...ids(header("references")).reverse()])],
    snippet: snippetOf(parts),
    hasAttachment: parts.some(({ filename }) => filename !== ""),
  };
}

function dateOf(headers: readonly Header[]): number | null {
  const value = headerOf(headers, "date")
    .slice(0, 200)
    .replace(/\s*\([^)]*\)\s*$/, "");
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

function snippetOf(parts: readonly MimePart[]): string {
  const wanted =
    parts.find(({ mimeType, filename }) => mimeType === "text/plain" && filename === "") ??
    parts.find(({ mimeType, filename }) => mimeType === "text/html" && filename === "");
  if (wanted === undefined) return "";
  const all = wanted.body.toString().slice(0, 20_000);
  const text = wanted.mimeType === "text/html" ? withoutTags(all) : all;
  return escape(text.replaceAll("\0", "").replaceAll(/\s+/g, " ").trim().slice(0, 200));
}

function withoutTags(html: string): string {
  return html.replaceAll(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, " ").replaceAll(/<[^>]*>/g, " ");
}

// As Gmail does it.
const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) =>
    character === "'"
      ? "&#39;"
      : ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[character] ?? ""),
  );
