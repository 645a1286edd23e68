import { homeZone, mailDate, momentOf } from "../clock.ts";
import { owner, person } from "../people.ts";
import { encodeWords, hash, hex16, mailbox, rfc822, type MailHeader } from "../rfc822.ts";
import type { DemoMessage } from "../types.ts";
import { newsletterIssues } from "./newsletters.ts";
import { autoReplies, noticeRows } from "./notices.ts";
import { bulkSender } from "./senders.ts";

type Letter = { key: string; when: string; subject: string; text: string };

const hostOf = (address: string) => address.split("@")[1] ?? "";

function headersOf(letter: Letter, at: Date, name: string, address: string): MailHeader[] {
  return [
    ["Message-ID", `<${hex16(letter.key)}@${hostOf(address)}>`],
    ["Date", mailDate(at, homeZone)],
    ["From", mailbox(name, address)],
    ["To", mailbox(owner.name, owner.address)],
    ["Subject", encodeWords(letter.subject)],
  ];
}

function issueHtml(name: string, host: string, letter: Letter): string {
  const safe = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const blocks = letter.text.split("\n").map((line) => `<p style="line-height:1.6">${safe(line)}</p>`);
  return (
    `<html><body style="margin:0;background:#f4f1ea"><table width="600" align="center" style="background:#fff;padding:32px"><tr><td>` +
    `<img src="https://img.${host}/masthead.png" alt="${safe(name)}" width="536"><h1>${safe(letter.subject)}</h1>${blocks.join("")}` +
    `<p><a href="https://${host}/read/${hex16(letter.key)}">Read on</a></p><hr><small><a href="https://${host}/leave">Leave</a></small>` +
    `<img src="https://img.${host}/open/${hex16(letter.key)}.gif" width="1" height="1" alt=""></td></tr></table></body></html>`
  );
}

function newsletterMessage(anchor: Date, sender: string, letter: Letter): DemoMessage {
  const { name, address, list, label } = bulkSender(sender);
  const at = momentOf(anchor, letter.when);
  const host = hostOf(address);
  const headers: MailHeader[] = [
    ...headersOf(letter, at, name, address),
    ["List-Id", `${encodeWords(name)} <${list ?? host}>`],
    ["List-Unsubscribe", `<https://${host}/leave/${hex16(letter.key)}>, <mailto:leave@${host}>`],
    ["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
    ["Precedence", "bulk"],
  ];
  const bodies = [
    { type: "text/plain", text: `${letter.text}\n\nhttps://${host}/leave` },
    { type: "text/html", text: issueHtml(name, host, letter) },
  ];
  const unread = hash(letter.key) % 3 === 0 || anchor.getTime() - at.getTime() < 432_000_000;
  return {
    id: hex16(letter.key),
    threadKey: letter.key,
    labelIds: ["INBOX", label, ...(unread ? (["UNREAD"] as const) : [])],
    at,
    raw: rfc822(headers, bodies, []),
  };
}

function noticeMessage(anchor: Date, sender: string, letter: Letter): DemoMessage {
  const { name, address, label } = bulkSender(sender);
  const at = momentOf(anchor, letter.when);
  const headers: MailHeader[] = [
    ...headersOf(letter, at, name, address),
    ["Auto-Submitted", "auto-generated"],
    ["X-Auto-Response-Suppress", "All"],
  ];
  return {
    id: hex16(letter.key),
    threadKey: letter.key,
    labelIds: ["INBOX", label],
    at,
    raw: rfc822(headers, [{ type: "text/plain", text: letter.text }], []),
  };
}

function autoReplyMessage(anchor: Date, key: string, letter: Letter): DemoMessage {
  const { name, address } = person(key);
  const at = momentOf(anchor, letter.when);
  const headers: MailHeader[] = [
    ...headersOf(letter, at, name, address),
    ["Auto-Submitted", "auto-replied"],
    ["Precedence", "auto_reply"],
  ];
  return {
    id: hex16(letter.key),
    threadKey: letter.key,
    labelIds: ["INBOX", "CATEGORY_PERSONAL"],
    at,
    raw: rfc822(headers, [{ type: "text/plain", text: letter.text }], []),
  };
}

type Build = (anchor: Date, sender: string, letter: Letter) => DemoMessage;

function fromRow(anchor: Date, row: string, kind: string, build: Build): DemoMessage {
  const cells = row.split("|").map((cell) => cell.trim());
  const [sender = "", when = "", subject = "", ...text] = cells;
  const key = `${kind}/${sender}/${when}`;
  return build(anchor, sender, { key, when, subject, text: text.join("|") });
}

/** Newsletters, what machines send, and answers given by machines. */
export function bulkMessages(anchor: Date): DemoMessage[] {
  const lines = (table: string) => table.trim().split("\n");
  const issues = newsletterIssues
    .trim()
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf("\n");
      const row = `${block.slice(0, end)} | ${block.slice(end + 1).trim()}`;
      return fromRow(anchor, row, "news", newsletterMessage);
    });
  return [
    ...issues,
    ...lines(noticeRows).map((row) => fromRow(anchor, row, "notice", noticeMessage)),
    ...lines(autoReplies).map((row) => fromRow(anchor, row, "auto", autoReplyMessage)),
  ];
}
