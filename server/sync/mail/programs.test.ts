import { describe, expect, it, test } from "vitest";

import { detectMail } from "./detect.ts";
import { emlxHead } from "./emlx.ts";
import { buildMail, collect, inChunks } from "./fixtures/build-mail.ts";
import { headersOf, messageOf } from "./fixtures/parsed.ts";
import { emlx, manifold, takeout, thunderbird } from "./fixtures/programs.ts";
import { readMessages } from "./mbox.ts";
import type { MessageFileKind, RawMessage } from "./types.ts";

const maxMessageBytes = 1 << 20;
const cut = (bytes: Uint8Array, kind: MessageFileKind): Promise<RawMessage[]> =>
  collect(readMessages(inChunks(bytes, [7, 4_096, 1]), { kind, maxMessageBytes }));

async function only(bytes: Uint8Array, kind: MessageFileKind) {
  const [message, ...others] = await cut(bytes, kind);
  expect(others).toEqual([]);
  if (!message?.raw) throw new Error("there is no message in it");
  return { ...message, raw: message.raw };
}

const headersIn = async (bytes: Uint8Array, kind: MessageFileKind) =>
  (await cut(bytes, kind)).map(({ raw, ...context }) => headersOf(raw ?? new Uint8Array(), context));

describe("Apple Mail's .emlx", () => {
  it("is known by its first line, and gives the very bytes of the message", async () => {
    for (const message of [buildMail(), manifold]) {
      const file = emlx(message);
      expect(detectMail(file)).toEqual({ kind: "emlx" });
      const { raw, nextOffset, truncated } = await only(file, "emlx");
      expect(Buffer.from(raw).equals(message)).toBe(true);
      expect([nextOffset, truncated]).toEqual([file.byteLength, undefined]);
    }
  });

  it("reads many charsets, what is nested, and names of attachments", async () => {
    const { raw, ...context } = await only(emlx(manifold), "emlx");
    expect(await messageOf(raw, context)).toMatchObject({
      subject: "Привет für alle",
      from: { address: "yamada@kaisha.example", name: "山田" },
      text: expect.stringContaining("Привет, мир!"),
      attachments: [{ contentType: "message/rfc822" }, { fileName: "prüfung.pdf" }],
    });
  });

  test.each([
    [1, "kept"],
    [1 | (1 << 1), "deleted"],
    [1 | (1 << 6), "draft"],
    [1 | (1 << 24), "spam"],
    [1 | (1 << 24) | (1 << 25), "kept"],
    [8_590_195_713, "kept"],
  ])("with the flags %d it is %s", async (flags, state) => {
    expect(await headersIn(emlx(buildMail(), { flags }), "emlx")).toMatchObject([{ state }]);
  });

  it("is filed by when it was received where it has no date itself", async () => {
    const [headers] = await headersIn(emlx(buildMail({ Date: "" }), { received: 1_700_000_000 }), "emlx");
    expect(headers?.date).toEqual(new Date(1_700_000_000_000));
  });

  it("is borne without its list, cut off, and with a count that is wrong", async () => {
    const message = buildMail({}, "A longer text that is to be cut off somewhere in its middle.\n");
    const bare = Buffer.concat([Buffer.from(`${String(message.byteLength)}\r\n`), message]);
    expect(Buffer.from((await only(bare, "emlx")).raw).equals(message)).toBe(true);
    const cutOff = bare.subarray(0, bare.byteLength - 20);
    expect((await only(cutOff, "emlx")).truncated).toBe(true);
    expect(await headersIn(Buffer.concat([Buffer.from("12\n"), message]), "emlx")).toMatchObject([
      { from: null },
    ]);
    expect(emlxHead(Buffer.from("99999999999\nFrom: x"))).toBeNull();
    expect(detectMail(Buffer.from("42\nis the answer\n"))).toMatchObject({ kind: "unsupported" });
    expect(detectMail(Buffer.from("42\n"))).toMatchObject({ kind: "unsupported" });
  });
});

describe("Google Takeout's mbox", () => {
  test.each([
    ["Inbox,Opened", ["Inbox", "Opened"], "kept"],
    ['Inbox,"Work, urgent",Opened', ["Inbox", "Work, urgent", "Opened"], "kept"],
    [
      '=?UTF-8?Q?Posteingang,"Kunden,_n=C3=B6tig",Ge=C3=B6ffnet?=',
      ["Posteingang", "Kunden, nötig", "Geöffnet"],
      "kept",
    ],
    ["=?UTF-8?Q?Gesendet,Entw=C3=BCrfe?=", ["Gesendet", "Entwürfe"], "draft"],
    ["=?UTF-8?B?0KHQv9Cw0Lw=?=", ["Спам"], "spam"],
    ['Spam,"Category Promotions"', ["Spam", "Category Promotions"], "spam"],
    ["Papierkorb,Ungelesen", ["Papierkorb", "Ungelesen"], "deleted"],
    ['"Trash talk"', ["Trash talk"], "kept"],
    ['Inbox,"never closed', ["Inbox", "never closed"], "kept"],
    [
      "=?UTF-8?Q?Inbox,Caf=C3=A9?=\r\n =?UTF-8?Q?_am_Eck,Trash?=",
      ["Inbox", "Café am Eck", "Trash"],
      "deleted",
    ],
  ])("%s", async (labels, names, state) => {
    const file = takeout([{ thread: "1800000000000000042", labels }]);
    expect(detectMail(file)).toEqual({ kind: "mbox" });
    expect(await headersIn(file, "mbox")).toMatchObject([
      { labels: names, state, gmailThread: "18fae27693b4002a" },
    ]);
  });
});

describe("Thunderbird's mbox", () => {
  test.each([
    ["0001", "00000000", "kept"],
    ["0009", "00000000", "deleted"],
    ["0008", "00000000", "deleted"],
    ["0001", "00200000", "deleted"],
    ["1011", "10000000", "kept"],
    ["zzzz", "", "kept"],
  ])("with the flags %s and %s a message is %s", async (status, status2, state) => {
    const file = thunderbird([{ status, status2 }]);
    expect(detectMail(file)).toEqual({ kind: "mbox" });
    expect(await headersIn(file, "mbox")).toMatchObject([{ state, messageId: "1@analytical.example" }]);
  });
});
