import { changeLabels, deleteMessage } from "#local/services/google/gmail/change.ts";
import { replaceDraft, sendDraft } from "#local/services/google/gmail/draft-routes.ts";
import { sendMessage } from "#local/services/google/gmail/send.ts";
import { addMessage, getMessage, labelsOf, rawOf } from "#local/services/google/gmail/store.ts";
import type { Google } from "#local/services/google/google.ts";

import type { Happening } from "./history.ts";
import { pick } from "./pick.ts";

/** What happens to mail. */
export type OfMail = Extract<
  Happening,
  {
    do:
      | "deliver"
      | "deliver again"
      | "send"
      | "label"
      | "trash"
      | "untrash"
      | "spam"
      | "unspam"
      | "delete"
      | "draft"
      | "change draft"
      | "send draft";
  }
>;

/** What leaves a place is one of those that are there. */
const places: Partial<Record<Happening["do"], string>> = { untrash: "TRASH", unspam: "SPAM" };

/** The mailbox of an account at the stand-in, and what happens in it. */
export class Letters {
  readonly #google: Google;
  readonly #email: string;
  readonly #tag: string;
  #count = 0;
  readonly #mails: string[] = [];
  #drafts: string[] = [];

  constructor(google: Google, { email, tag }: { email: string; tag: string }) {
    this.#google = google;
    this.#email = email;
    this.#tag = tag;
  }

  happen(happening: OfMail): void {
    const { database } = this.#google;
    switch (happening.do) {
      case "deliver": {
        const { person, reply, labels } = happening;
        const answers = reply ? pick(this.#mails, this.#count) : undefined;
        this.#mails.push(this.#add(this.#letter(this.#person(person), this.#email, answers), labels));
        return;
      }
      case "deliver again": {
        const id = pick(this.#mails, happening.nth);
        if (id === undefined) return;
        const raw = Buffer.from(rawOf(database, getMessage(database, this.#email, id)));
        this.#mails.push(this.#add(raw, ["INBOX"]));
        return;
      }
      case "send": {
        const raw = this.#letter(this.#email, this.#person(happening.person));
        const { sent } = sendMessage(database, this.#email, { raw, labelIds: [], threadId: undefined });
        this.#mails.push(sent.id);
        return;
      }
      case "draft":
        this.#drafts.push(this.#add(this.#letter(this.#email, this.#person(happening.person)), ["DRAFT"]));
        return;
      case "change draft": {
        const id = pick(this.#drafts, happening.nth);
        if (id === undefined) return;
        const raw = this.#letter(this.#email, this.#person(0));
        const changed = replaceDraft(database, this.#email, id, { raw, threadId: undefined }).id;
        this.#drafts = this.#drafts.map((draft) => (draft === id ? changed : draft));
        return;
      }
      case "send draft": {
        const id = pick(this.#drafts, happening.nth);
        if (id === undefined) return;
        this.#drafts = this.#drafts.filter((draft) => draft !== id);
        this.#mails.push(sendDraft(database, this.#email, getMessage(database, this.#email, id)).sent.id);
        return;
      }
      default:
        this.#move(happening);
    }
  }

  #move(
    happening: Extract<OfMail, { do: "label" | "trash" | "untrash" | "spam" | "unspam" | "delete" }>,
  ): void {
    const { database } = this.#google;
    const place = places[happening.do];
    const there = this.#mails.filter(
      (mail) => place === undefined || labelsOf(database, this.#email, mail).includes(place),
    );
    const id = pick(there, happening.nth);
    if (id === undefined) return;
    const change = (add: string[], remove: string[]) =>
      changeLabels(database, this.#email, id, { add, remove });
    switch (happening.do) {
      case "label":
        if (labelsOf(database, this.#email, id).includes(happening.label)) change([], [happening.label]);
        else change([happening.label], []);
        return;
      case "trash":
        change(["TRASH"], ["INBOX"]);
        return;
      case "untrash":
        change(["INBOX"], ["TRASH"]);
        return;
      case "spam":
        change(["SPAM"], ["INBOX"]);
        return;
      case "unspam":
        change(["INBOX"], ["SPAM"]);
        return;
      case "delete":
        deleteMessage(database, this.#email, id);
        this.#mails.splice(this.#mails.indexOf(id), 1);
    }
  }

  readonly #person = (number: number): string => `m${String(number)}.${this.#tag}@firm.example`;

  #add(raw: Buffer, labelIds: readonly string[]): string {
    return addMessage(this.#google.database, this.#email, { raw, labelIds, dateFrom: "receipt" }).id;
  }

  /** With a subject of its own, and every Message-ID of the conversation before it. */
  #letter(from: string, to: string, answers?: string): Buffer {
    const number = ++this.#count;
    const { database } = this.#google;
    const text =
      answers === undefined
        ? ""
        : Buffer.from(rawOf(database, getMessage(database, this.#email, answers))).toString();
    const chain = [...text.matchAll(/^(?:References|Message-ID): (.*?)\r?$/gm)].map(([, ids]) => ids ?? "");
    return Buffer.from(
      [
        `From: ${from}`,
        `To: ${to}`,
        `Subject: Letter ${String(number)} ${this.#tag}`,
        `Date: ${new Date(Date.UTC(2026, 0, 1, 0, number)).toUTCString()}`,
        ...(chain.length > 0 ? [`References: ${chain.join(" ")}`] : []),
        `Message-ID: <${String(number)}.${this.#tag}@mail.example>`,
        "",
        `Text ${String(number)}`,
        "",
      ].join("\r\n"),
    );
  }
}
