import { spokenTime } from "./clock.ts";
import type { DemoPerson } from "./people.ts";

export type Quotable = { author: DemoPerson; at: Date; subject: string; to: string; full: string };

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function attribution(reader: DemoPerson, said: Quotable): string {
  const when = spokenTime(said.at, reader.language);
  const who = `${said.author.name} <${said.author.address}>`;
  if (reader.language === "sv") return `Den ${when} skrev ${who}:`;
  if (reader.language === "fr") return `Le ${when}, ${who} a écrit :`;
  return `On ${when}, ${who} wrote:`;
}

const blockLabels = {
  en: ["-----Original Message-----", "From", "Sent", "To", "Subject"],
  sv: ["-----Ursprungligt meddelande-----", "Från", "Skickat", "Till", "Ämne"],
  fr: ["-----Message d'origine-----", "De", "Envoyé", "À", "Objet"],
} as const;

/** What stands below a reply's own words, in the manner of the author's mail program. */
export function quotation(author: DemoPerson, said: Quotable): string {
  if (author.mailer === "outlook") {
    const [rule, from, sent, to, subject] = blockLabels[author.language];
    return [
      rule,
      `${from}: ${said.author.name} <${said.author.address}>`,
      `${sent}: ${spokenTime(said.at, author.language)}`,
      `${to}: ${said.to}`,
      `${subject}: ${said.subject}`,
      "",
      said.full,
    ].join("\n");
  }
  const lines = said.full.split("\n").map((line) => (line.startsWith(">") ? `>${line}` : `> ${line}`));
  return `${attribution(author, said)}\n${lines.join("\n")}`;
}

export function forwarded(said: Quotable): string {
  return [
    "---------- Forwarded message ---------",
    `From: ${said.author.name} <${said.author.address}>`,
    `Date: ${spokenTime(said.at, "en")}`,
    `Subject: ${said.subject}`,
    `To: ${said.to}`,
    "",
    said.full,
  ].join("\n");
}

const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((block) => `<p>${escape(block).replaceAll("\n", "<br>")}</p>`)
    .join("");

/** The same words as HTML, the quotation folded into a blockquote. */
export function htmlOf(own: string, signature: string, below: string): string {
  const sign =
    signature === ""
      ? ""
      : `<div class="gmail_signature">${escape(signature).replaceAll("\n", "<br>")}</div>`;
  const quote =
    below === ""
      ? ""
      : `<br><div class="gmail_quote"><blockquote style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${paragraphs(below)}</blockquote></div>`;
  return `<div dir="ltr">${paragraphs(own)}</div>${sign}${quote}`;
}
