import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";
import { parseHeaders, parseMessage } from "./parse.ts";
import { buildMail } from "./fixtures/build-mail.ts";
import { headersOf, invented, messageOf } from "./fixtures/parsed.ts";

describe("headers", () => {
  it("reads all that matters", () => {
    const message = invented({
      "Reply-To": "office@analytical.example",
      Cc: ["Mary <mary@somerville.example>", "charles@babbage.example"],
      Subject: "Re: =?utf-8?Q?The_=C3=A9ngine?=\r\n =?utf-8?Q?_again?=",
      "In-Reply-To": "<0@navy.example>",
      References: "<a@x> <b@x>\r\n <a@x> <0@navy.example>",
      "List-Id": "Engines <engines.lists.example>",
      "Delivered-To": "grace@navy.example",
      "X-Gmail-Labels": "Inbox,=?UTF-8?Q?Wichtig=C3=BC?=",
      "X-Mailer": "Engine Mail 1.0",
    });
    expect(message).toMatchObject({
      messageId: "1@analytical.example",
      subject: "Re: The éngine again",
      from: { address: "ada@analytical.example", name: "Ada Byron" },
      to: [{ address: "grace@navy.example", name: "Grace Hopper" }],
      cc: [{ address: "mary@somerville.example" }, { address: "charles@babbage.example" }],
      replyTo: [{ address: "office@analytical.example" }],
      inReplyTo: ["0@navy.example"],
      references: ["a@x", "b@x", "0@navy.example"],
      headers: { listId: "Engines <engines.lists.example>", mailer: "Engine Mail 1.0", precedence: null },
      deliveredTo: ["grace@navy.example"],
      labels: ["Inbox", "Wichtigü"],
      state: "kept",
      warnings: [],
    });
    expect(message.date?.toISOString()).toBe("2024-06-03T08:11:12.000Z");
  });

  it("gives the same in the preview and in the import", async () => {
    const raw = buildMail({ "Message-ID": "", "Content-Type": "text/html" }, "<p>it works</p>");
    const { text, html, snippet, newText, quotedText, signature, attachments, ...headers } =
      await messageOf(raw);
    expect(headers).toEqual(headersOf(raw));
    expect([text, html, snippet, newText, quotedText, signature, attachments]).toHaveLength(7);
  });

  it("bears missing fields and says so", () => {
    const message = invented({
      From: "",
      Date: "",
      Subject: "",
      "Message-ID": "",
      To: "undisclosed-recipients:;",
    });
    expect(message).toMatchObject({ from: null, date: null, subject: "", messageId: null, to: [] });
    expect(message.warnings.sort()).toEqual(["missing_date", "missing_from"]);
    expect(message.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("takes the date of the newest Received, then of the From_ line, where Date is none", () => {
    const received = [
      "from a by b; Tue, 4 Jun 2024 10:00:00 +0000",
      "from c by a; Mon, 3 Jun 2024 10:00:00 +0000",
    ];
    expect(invented({ Date: "soon", Received: received }).date?.toISOString()).toBe(
      "2024-06-04T10:00:00.000Z",
    );
    const envelopeDate = new Date("2024-06-05T00:00:00Z");
    expect(headersOf(buildMail({ Date: "" }), { envelopeDate }).date).toEqual(envelopeDate);
    expect(invented({ Date: "Mon, 3 Jun 1900 10:00:00 +0000" }).warnings).toEqual(["bad_date"]);
  });

  it("reads eight-bit headers of any charset", () => {
    const raw = Buffer.concat([
      Buffer.from("Subject: caf\xe9\nFrom: J\xfcrgen <j@x.example>\n", "latin1"),
      Buffer.from("To: Zoë <z@x.example>\n\n"),
    ]);
    expect(headersOf(raw)).toMatchObject({
      subject: "café",
      from: { name: "Jürgen" },
      to: [{ name: "Zoë" }],
    });
  });

  it("tells drafts, deleted mail, spam and a folder's own record from mail", () => {
    expect(invented({ "X-Gmail-Labels": "Entwürfe" }).state).toBe("draft");
    expect(invented({ "X-Gmail-Labels": "Spam,Unread" }).state).toBe("spam");
    expect(invented({ "X-Gmail-Labels": "Trash" }).state).toBe("deleted");
    expect(invented({ "X-Mozilla-Status": "0009" }).state).toBe("deleted");
    expect(invented({ "X-Mozilla-Status": "0001" }).state).toBe("kept");
    expect(
      invented({ "X-IMAP": "1 2", Subject: "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA" }).state,
    ).toBe("folder_data");
  });

  it("tells a mail without Message-ID by what was sent: stored before a subject was shown otherwise, it is the same today", () => {
    const subject = "Photo \u202egnp.exe";
    const message = invented({ "Message-ID": "", Subject: subject }, "it works\n");
    expect(message.subject).toBe("Photo gnp.exe");
    // What stands in the tables is made like this, whoever changes what is shown.
    const told = JSON.stringify([message.date?.toISOString(), "ada@analytical.example", subject]);
    expect(message.digest).toBe(createHash("sha256").update(`${told}it works`).digest("hex"));
  });

  it("makes the same digest however line ends and the file's end look, another for other words", () => {
    const digest = (body: string): string => invented({ "Message-ID": "" }, body).digest;
    expect(digest("a\nb\n")).toBe(digest("a\r\nb\r\n\r\n"));
    expect(digest("a\nb\n")).not.toBe(digest("a\nc\n"));
  });

  it.each(["", "\n\n", "Dear Grace,\n\nit works.", "Note: buy milk\n\nbread", "\0\0\0"])(
    "%j is no message",
    async (text) => {
      const raw = Buffer.from(text);
      expect(parseHeaders(raw)).toMatchObject({
        failed: "not_a_message",
        sentence: expect.stringMatching(/\.$/) as string,
      });
      expect(await parseMessage(raw)).toEqual(parseHeaders(raw));
    },
  );
});
