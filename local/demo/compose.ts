import { fillDates, homeZone, mailDate, momentOf } from "./clock.ts";
import { attachment } from "./attachments.ts";
import { company } from "./companies.ts";
import { mailingList } from "./lists.ts";
import { owner, person, type DemoPerson } from "./people.ts";
import { forwarded, htmlOf, quotation, type Quotable } from "./quote.ts";
import { encodeWords, hash, hex16, mailbox, rfc822, type MailHeader } from "./rfc822.ts";
import type { ScriptMail, ScriptThread } from "./script.ts";
import type { DemoLabel, DemoMessage } from "./types.ts";

type Sent = { said: Quotable; id: string; from: string; to: string[]; cc: string[] };

/** Every message of a written thread, oldest first. */
export function composeThread(anchor: Date, thread: ScriptThread): DemoMessage[] {
  const earlier: Sent[] = [];
  const signed = new Set<string>();
  return thread.mails.map((mail) => {
    const message = composeMail(anchor, thread, mail, earlier, signed);
    signed.add(mail.from);
    return message;
  });
}

/** What this author answers: nobody quotes what did not reach them, or shows it to people it was not between. */
function lastSeen(thread: ScriptThread, mail: ScriptMail, earlier: Sent[]): Sent | undefined {
  if (thread.list !== null) return earlier.at(-1);
  const now = [...mail.to, ...mail.cc];
  const answerable = ({ from, to, cc }: Sent) => {
    const between = [from, ...to, ...cc];
    if (!between.includes(mail.from)) return false;
    if (now.length === 0 || mail.options.includes("fwd")) return true;
    return (from !== mail.from && from === now[0]) || now.every((key) => between.includes(key));
  };
  return earlier.findLast(answerable);
}

function receivers(mail: ScriptMail, last: Sent | undefined): { to: string[]; cc: string[] } {
  if (mail.to.length > 0 || last === undefined) return { to: mail.to, cc: mail.cc };
  const others = (keys: string[]) => keys.filter((key) => key !== mail.from);
  const to = last.from === mail.from ? last.to : [last.from];
  const rest = others([...last.to, ...last.cc]).filter((key) => !to.includes(key));
  return { to: others(to), cc: [...new Set(rest)] };
}

function subjectOf(thread: ScriptThread, mail: ScriptMail, author: DemoPerson, first: boolean) {
  if (mail.options.includes("fwd")) return `Fwd: ${thread.subject}`;
  if (first) return thread.subject;
  return `${author.mailer === "outlook" && author.language === "sv" ? "SV" : "Re"}: ${thread.subject}`;
}

function composeMail(
  anchor: Date,
  thread: ScriptThread,
  mail: ScriptMail,
  earlier: Sent[],
  signed: Set<string>,
): DemoMessage {
  const last = lastSeen(thread, mail, earlier);
  const author = person(mail.from);
  const at = momentOf(anchor, mail.when);
  const { to, cc } = receivers(mail, last);
  const key = `${thread.key}/${earlier.length}`;
  const id = `<${hex16(key)}.${hash(thread.subject).toString(36)}@${author.address.split("@")[1] ?? ""}>`;
  const subject = fillDates(anchor, subjectOf(thread, mail, author, earlier.length === 0));
  const own = fillDates(anchor, mail.text);
  const toFriends = to.every((name) => person(name).company === null);
  const unsigned = author.title === "" || signed.has(mail.from) || thread.list !== null || toFriends;
  const signature = unsigned ? "" : signatureOf(author);
  const below = belowOf(mail, author, last, hash(key));
  const footer = thread.list === null ? "" : mailingList(thread.list).footer;
  const text = [own, signature, below, footer].filter((block) => block !== "").join("\n\n");
  const list = thread.list === null ? null : mailingList(thread.list);
  const shownTo = list === null ? to.map((name) => person(name).name).join("; ") : list.name;
  earlier.push({
    said: { author, at, subject, to: shownTo, full: [own, below].filter(Boolean).join("\n\n") },
    id,
    from: mail.from,
    to,
    cc,
  });

  const boxes = (keys: string[]) =>
    keys.map((name) => mailbox(person(name).name, person(name).address)).join(",\r\n ");
  const headers: MailHeader[] = [
    ["Message-ID", id],
    ["Date", mailDate(at, author.language === "en" && author.company !== "own" ? "Europe/London" : homeZone)],
    ["From", mailbox(author.name, author.address)],
    ["To", list === null ? boxes(to) : mailbox(list.name, list.address)],
  ];
  if (list === null && cc.length > 0) headers.push(["Cc", boxes(cc)]);
  headers.push([
    "Subject",
    encodeWords(list === null ? subject : subject.replace(/^(Re: |SV: )?/, `$1[${list.tag}] `)),
  ]);
  const parent = last ?? earlier.at(-2);
  if (parent !== undefined) {
    headers.push(["In-Reply-To", parent.id]);
    headers.push([
      "References",
      earlier
        .slice(0, -1)
        .map((sent) => sent.id)
        .join("\r\n "),
    ]);
  }
  if (list !== null) headers.push(...listHeaders(list.id, list.address, list.name));

  const bodies = [{ type: "text/plain", text }];
  const rich = author.mailer === "html" || (author.mailer === "outlook" && hash(key) % 3 === 0);
  if (rich && list === null) bodies.push({ type: "text/html", text: htmlOf(own, signature, below) });
  const files = mail.options
    .filter((option) => option.startsWith("attach:"))
    .map((option) => attachment(anchor, option.slice("attach:".length)));
  return {
    id: hex16(key),
    threadKey: thread.key,
    labelIds: labelsOf(anchor, thread, mail, at, hash(key)),
    at,
    raw: rfc822(headers, bodies, files),
  };
}

function signatureOf(author: DemoPerson): string {
  const employer = author.company === null ? [] : [company(author.company).name];
  const lines = ["-- ", author.name, [author.title, ...employer].join(", "), author.phone];
  return lines.filter((line) => line !== "").join("\n");
}

function belowOf(mail: ScriptMail, author: DemoPerson, last: Sent | undefined, chance: number): string {
  if (last === undefined) return "";
  if (mail.options.includes("fwd")) return forwarded(last.said);
  if (mail.options.includes("noquote") || chance % 4 === 0) return "";
  return quotation(author, last.said);
}

function listHeaders(id: string, address: string, name: string): MailHeader[] {
  const host = address.split("@")[1] ?? "";
  return [
    ["Sender", `bounces@${host}`],
    ["Precedence", "list"],
    ["List-Id", `${encodeWords(name)} <${id}>`],
    ["List-Post", `<mailto:${address}>`],
    ["List-Unsubscribe", `<mailto:leave@${host}>`],
  ];
}

function labelsOf(
  anchor: Date,
  thread: ScriptThread,
  mail: ScriptMail,
  at: Date,
  chance: number,
): DemoLabel[] {
  const ageDays = (anchor.getTime() - at.getTime()) / 86_400_000;
  const labels: DemoLabel[] = [];
  if (mail.from === owner.key) labels.push("SENT");
  else {
    if (ageDays < 80 || chance % 3 === 0) labels.push("INBOX");
    labels.push(thread.list === null ? "CATEGORY_PERSONAL" : "CATEGORY_FORUMS");
    if (mail.options.includes("unread") || (ageDays < 1.5 && chance % 3 !== 0)) labels.push("UNREAD");
    if (chance % 5 === 0) labels.push("IMPORTANT");
  }
  if (mail.options.includes("starred")) labels.push("STARRED");
  return labels;
}
