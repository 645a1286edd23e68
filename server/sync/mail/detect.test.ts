import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { detectMail } from "./detect.ts";
import { buildMail, buildMbox } from "./fixtures/build-mail.ts";

const kindOf = (text: string): string => detectMail(Buffer.from(text, "latin1")).kind;

describe("detectMail", () => {
  it("knows mailboxes of every program", () => {
    expect(detectMail(buildMbox([buildMail()]))).toEqual({ kind: "mbox" });
    expect(detectMail(buildMbox([buildMail()], "\r\n"))).toEqual({ kind: "mbox" });
    expect(kindOf("From - Mon Jun 03 10:11:12 2024\r\nX-Mozilla-Status: 0001\r\n")).toBe("mbox");
    expect(kindOf("From \nFrom: a@b.example\n")).toBe("mbox");
    expect(kindOf("From 1234567890@xxx Mon Jun 03 10:11:12 +0000 2024\r\nX-GM-THRID: 1\r\n")).toBe("mbox");
    expect(
      kindOf("From ada at analytical.example  Mon Jun  3 10:11:12 2024\nFrom: ada at analytical.example\n"),
    ).toBe("mbox");
    expect(kindOf("\u00ef\u00bb\u00bf\nFrom ada@x.example Mon Jun  3 10:11:12 2024\nTo: x\n")).toBe("mbox");
  });

  it("knows single messages", () => {
    expect(detectMail(buildMail())).toEqual({ kind: "eml" });
    expect(kindOf("Received: from x by y; Mon, 3 Jun 2024 10:11:12 +0200\r\n")).toBe("eml");
    expect(kindOf("X-Spam: no\r\nDKIM-Signature: v=1;\r\n b=abc\r\nFROM: x\r\n")).toBe("eml");
  });

  it("knows gzip", () => {
    expect(detectMail(gzipSync(buildMbox([buildMail()])))).toEqual({ kind: "gzip" });
  });

  it.each([
    ["\x89PNG\r\n\x1a\n", "a PNG image"],
    ["\xff\xd8\xff\xe0", "a JPEG image"],
    ["%PDF-1.7", "a PDF"],
    ["PK\x03\x04", "a ZIP archive"],
    ["!BDN", "an Outlook PST"],
    ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Outlook message or old Office file"],
    ["BEGIN:VCARD\r\nVERSION:3.0", "a contact card file"],
    ["<!doctype html>", "a web page or XML file"],
    ["", "empty"],
    [" \n\n ", "empty"],
    ["Dear Grace,\nit works.\n", "text without mail headers"],
    ["Note: buy milk\nAlso: bread\n", "text without mail headers"],
    ["From the start, at 10:30 in 2024, it worked.\nWe were glad.\n", "text without mail headers"],
    ["\x00\x01\x02\x03\x04", "a binary file of unknown kind"],
  ])("refuses %j as %s", (text, what) => {
    const found = detectMail(Buffer.from(text, "latin1"));
    expect(found).toMatchObject({ kind: "unsupported", what });
    if (found.kind === "unsupported") expect(found.sentence).toMatch(/^[A-Z].{20,}\.$/);
  });
});
