import { createCompany } from "#server/companies/index.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { ics, vevent } from "../calendar-files.ts";
import { importMailbox } from "../imports.ts";
import type { Payload } from "./payloads.ts";

/** A payload where it stands, with the record through which the assistant reads it. */
export interface Planted extends Payload {
  read: { tool: "threads_get" | "contacts_get"; id: string };
  /** Of a mail. */
  interactionId: string | null;
}

const me = "me@home.example";

/** Puts payloads of one surface into the workspace by the ways on which such texts come. */
export async function plant(ctx: Context, payloads: readonly Payload[]): Promise<Planted[]> {
  const [first] = payloads;
  switch (first?.surface) {
    case undefined:
      return [];
    case "event":
      await importMailbox(ctx, "calendar.ics", calendarOf(payloads), me);
      return planted(ctx, payloads);
    case "contact name":
    case "company name":
      return Promise.all(payloads.map((payload) => plantRecord(ctx, payload)));
    case "mail body":
    case "hidden HTML":
    case "subject":
    case "sender name":
    case "attachment":
      await importMailbox(ctx, `${first.surface}.mbox`, mailboxOf(payloads), me);
      return planted(ctx, payloads);
  }
}

async function plantRecord(ctx: Context, payload: Payload): Promise<Planted> {
  const asProgram = { ...ctx, door: "rest" as const };
  const isName = payload.surface === "contact name";
  const company = isName ? null : await createCompany(asProgram, { name: payload.text });
  const { id } = await createContact(asProgram, {
    displayName: isName ? payload.text : `Employee ${String(payload.number)}`,
    ...(company ? { companyId: company.id } : {}),
  });
  return { ...payload, read: { tool: "contacts_get", id }, interactionId: null };
}

const addressOf = ({ number }: Payload): string => `writer${String(number)}@evil.example`;

/** Finds what the import made of each, by who wrote it. */
async function planted(ctx: Context, payloads: readonly Payload[]): Promise<Planted[]> {
  const rows = await systemPool().client<{ address: string; id: string; threadId: string }[]>`
    select p.address, i.id, i.thread_id as "threadId" from crm.interactions i
    join crm.interaction_participants p on p.workspace_id = i.workspace_id and p.interaction_id = i.id
    where i.workspace_id = ${ctx.workspace.id} and p.role in ('from', 'organizer')`;
  const byAddress = new Map(rows.map((row) => [row.address, row]));
  return payloads.map((payload) => {
    const row = byAddress.get(addressOf(payload));
    if (!row) throw new Error(`payload ${String(payload.number)} on "${payload.surface}" did not arrive`);
    return { ...payload, read: { tool: "threads_get", id: row.threadId }, interactionId: row.id };
  });
}

function mailboxOf(payloads: readonly Payload[]): Buffer {
  return Buffer.from(
    payloads.map((payload) => `From evil Mon Jun  3 10:00:00 2024\n${mailOf(payload)}\n\n`).join(""),
  );
}

function mailOf(payload: Payload): string {
  const { number, surface, text } = payload;
  const name = surface === "sender name" ? `${encodedWords(text)} ` : "";
  const subject = surface === "subject" ? encodedWords(text) : `Letter ${String(number)}`;
  return [
    `From: ${name}<${addressOf(payload)}>`,
    `To: ${me}`,
    `Subject: ${subject}`,
    `Date: Mon, 03 Jun 2024 10:00:00 +0000`,
    `Message-ID: <letter${String(number)}@evil.example>`,
    "MIME-Version: 1.0",
    ...contentOf(payload),
  ].join("\n");
}

function contentOf({ surface, number, text }: Payload): string[] {
  switch (surface) {
    case "hidden HTML":
      return ["Content-Type: text/html; charset=utf-8", "", hidden(text, number)];
    case "attachment":
      return [
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "See the file.",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        `Content-Disposition: attachment; filename="${encodedWords(text)}"`,
        "",
        text,
        "--b--",
      ];
    case "mail body":
      return ["Content-Type: text/plain; charset=utf-8", "", text];
    case "subject":
    case "sender name":
    case "event":
    case "company name":
    case "contact name":
      return ["Content-Type: text/plain; charset=utf-8", "", "Good morning."];
  }
}

/** Text that no person sees, beside pictures and styles that would tell somebody that it was opened. */
function hidden(text: string, number: number): string {
  const ways = [
    `<div style="display:none">${text}</div>`,
    `<!-- ${text} -->`,
    `<span style="font-size:0;color:#fff">${text}</span>`,
    `<p title="${text.replaceAll('"', "&quot;")}">Hi</p>`,
    `<div style="position:absolute;left:-9999px">${text}</div>`,
    `<img alt="${text.replaceAll('"', "&quot;")}" src="https://evil.example/${String(number)}.png">`,
    `<div style="opacity:0;background:url(https://evil.example/${String(number)}.gif)">${text}</div>`,
    `<table background="https://evil.example/${String(number)}"><tr><td hidden>${text}</td></tr></table>`,
  ];
  const way = ways[number % ways.length] ?? "";
  const beacons = `<link rel="stylesheet" href="https://evil.example/s.css"><style>@import "https://evil.example/i.css"</style><img src="https://evil.example/p.gif" width="1" height="1"><svg><image href="https://evil.example/v.svg"/></svg><video poster="https://evil.example/v.jpg"></video>`;
  return `<html><body><p>Good morning.</p>${way}${beacons}</body></html>`;
}

const wordBytesMax = 42;

/** A header's text as RFC 2047 writes what is not ASCII. */
function encodedWords(text: string): string {
  const words: string[] = [""];
  for (const character of text) {
    const last = words.at(-1) ?? "";
    if (Buffer.byteLength(last + character) > wordBytesMax) words.push(character);
    else words[words.length - 1] = last + character;
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString("base64")}?=`).join(" ");
}

function calendarOf(payloads: readonly Payload[]): Buffer {
  return ics(
    payloads.map((payload) =>
      vevent([
        `UID:event${String(payload.number)}@evil.example`,
        "DTSTART:20270105T090000Z",
        "DTEND:20270105T100000Z",
        `SUMMARY:Review ${String(payload.number)}`,
        `ORGANIZER:mailto:${addressOf(payload)}`,
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${me}`,
        ...folded(`DESCRIPTION:${payload.text.replaceAll(/([\\;,])/g, "\\$1").replaceAll("\n", "\\n")}`),
      ]),
    ),
  );
}

/** Lines of a calendar file have up to 75 bytes. */
function folded(line: string): string[] {
  const lines: string[] = [""];
  for (const character of line) {
    const last = lines.at(-1) ?? "";
    if (Buffer.byteLength(last + character) > 70) lines.push(` ${character}`);
    else lines[lines.length - 1] = last + character;
  }
  return lines;
}
