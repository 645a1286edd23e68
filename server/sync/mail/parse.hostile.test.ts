import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { limits } from "./limits.ts";
import { parseHeaders, parseMessage } from "./parse.ts";
import type { MailMessage } from "./types.ts";
import { buildMail } from "./fixtures/build-mail.ts";
import { headersOf, messageOf } from "./fixtures/parsed.ts";

/** Parses within the time and checks what every message promises. */
async function survive(raw: Uint8Array, maxMs = 2_000): Promise<MailMessage> {
  const started = performance.now();
  const message = await messageOf(raw);
  expect(performance.now() - started).toBeLessThan(maxMs);
  expectBounded(message);
  return message;
}

function expectBounded(message: MailMessage): void {
  const json = JSON.stringify(message);
  expect(json).not.toContain(String.raw`\u0000`);
  expect(json).not.toMatch(/\\ud[89a-f][0-9a-f]{2}/i);
  expect(message.subject.length).toBeLessThanOrEqual(limits.subjectChars);
  expect(message.text.length).toBeLessThanOrEqual(limits.bodyChars);
  expect(message.newText.length + message.quotedText.length + message.signature.length).toBeLessThanOrEqual(
    limits.bodyChars + 10,
  );
  expect(message.snippet.length).toBeLessThanOrEqual(limits.snippetChars);
  expect((message.html ?? "").length).toBeLessThanOrEqual(limits.htmlChars);
  expect(message.attachments.length).toBeLessThanOrEqual(limits.attachments);
}

const multipart = { "Content-Type": 'multipart/mixed; boundary="b"' };
const mebibyte = 1 << 20;

describe("hostile mail degrades and never throws", () => {
  it("10,000 headers", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `X-Junk-${index}: ${index}`).join("\n");
    const message = await survive(Buffer.concat([Buffer.from(`${many}\n`), buildMail()]));
    expect(message).toMatchObject({
      subject: "The engine",
      from: { address: "ada@analytical.example" },
      warnings: ["too_many_headers"],
    });
  });

  it("headers without end", async () => {
    const message = await survive(
      Buffer.from(`From: ada@x.example\nSubject: ${"x ".repeat(mebibyte)}\n${" y\n".repeat(mebibyte)}`),
    );
    expect(message.subject).toHaveLength(limits.subjectChars - 1);
    expect(message.warnings).toEqual(
      expect.arrayContaining(["headers_cut_off", "too_many_headers", "missing_date"]),
    );
  });

  it("deep nesting", async () => {
    const levels = Array.from(
      { length: 1_000 },
      (_, level) => `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`,
    );
    const message = await survive(
      buildMail({ "Content-Type": "multipart/mixed; boundary=b0" }, levels.join("")),
    );
    expect(message).toMatchObject({ text: "", warnings: ["body_unreadable"], subject: "The engine" });
  });

  it("a mail of 35 MB, and its attachment's true size", async () => {
    const data = Buffer.alloc(25 * mebibyte, 7)
      .toString("base64")
      .replaceAll(/.{76}/g, "$&\n");
    const body = `--b\n\nsee below\n--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n${data}\n--b--\n`;
    const message = await survive(buildMail(multipart, body), 15_000);
    expect(message.attachments).toMatchObject([{ byteSize: 25 * mebibyte }]);
    expect(message.warnings).toEqual(["very_large"]);
  }, 30_000);

  it.each([
    ["empty lines", multipart, `--b\n\n${"\n".repeat(34 * mebibyte)}`],
    ["plain text", {}, "x\n".repeat(17 * mebibyte)],
    ["boundaries", multipart, "--b\n\nx\n".repeat(4 * mebibyte)],
    ["part headers", multipart, `--b\n${"a:\n b\n".repeat(mebibyte)}`],
    [
      "parts with many folded headers",
      multipart,
      `--b\n${`${"a:\n".repeat(3_000)}${" b\n".repeat(1_000)}`}\n`.repeat(500),
    ],
    [
      "quoted-printable escapes",
      { "Content-Transfer-Encoding": "quoted-printable" },
      "=41a".repeat(4 * mebibyte),
    ],
    ["open comments in HTML", { "Content-Type": "text/html" }, "<!--".repeat(mebibyte)],
    ["open tags in HTML", { "Content-Type": "text/html" }, "<a ".repeat(mebibyte)],
    ["nested HTML", { "Content-Type": "text/html" }, "<div>".repeat(mebibyte)],
    [
      "open scripts beside plain text",
      multipart,
      `--b\n\nx\n--b\nContent-Type: text/html\n\n${"<script>".repeat(mebibyte)}`,
    ],
    ["flowed text", { "Content-Type": "text/plain; format=flowed" }, "word \n".repeat(5 * mebibyte)],
    ["quotes", {}, `${"> ".repeat(100_000)}\n`.repeat(10)],
    ["attributions", {}, "On Monday, 3 Jun 2024, Ada\nGrace wrote\n".repeat(mebibyte)],
    ["one long line", {}, "On 2024 ".repeat(4 * mebibyte)],
    ["bad base64", { "Content-Transfer-Encoding": "base64" }, "=*%&!=".repeat(mebibyte)],
  ])(
    "35 MB or less of %s",
    async (_, fields, body) => {
      await survive(buildMail(fields, body), 15_000);
    },
    20_000,
  );

  it("NULs, lone surrogates and broken charsets", async () => {
    const fields = { Subject: "a\0b =?utf-8?B?7aCA?=", "Content-Type": "text/plain; charset=klingon" };
    const message = await survive(
      Buffer.concat([buildMail(fields, "x\0y"), Buffer.from([0xff, 0xfe, 0xc3, 0x28])]),
    );
    expect(message.subject).toMatch(/^a ?b/);
    expect(message.text).toMatch(/^xy/);
    expect(message.warnings).toEqual(["nul_bytes", "charset_unknown"]);
  });

  it("long ids, many references, long addresses", async () => {
    const references = Array.from({ length: 5_000 }, (_, index) => `<${index}@x.example>`).join(" ");
    const message = await survive(
      buildMail({
        References: references,
        "Message-ID": `<${"x".repeat(5_000)}>`,
        Cc: `${"c".repeat(400)}@x.example`,
      }),
    );
    expect(message.references).toHaveLength(100);
    expect(message.references[0]).toBe("0@x.example");
    expect(message.references.at(-1)).toBe("4999@x.example");
    expect(message.messageId).toHaveLength(998);
    expect(message).toMatchObject({ cc: [], droppedAddresses: 1, warnings: ["address_dropped"] });
  });

  it("multipart without its boundary is read as text", async () => {
    expect((await survive(buildMail({ "Content-Type": "multipart/mixed" }, "still here"))).text.trim()).toBe(
      "still here",
    );
  });

  it("any bytes at all", async () => {
    const line = fc.oneof(
      fc.constantFrom(
        "From: ",
        "Content-Type: multipart/mixed; boundary=b",
        "--b",
        "--b--",
        "",
        " folded",
        "Content-Transfer-Encoding: base64",
        "=?utf-8?Q?",
        "> x",
        "-- ",
      ),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const bytes = fc.array(line, { maxLength: 30 }).map((lines) => Buffer.from(`To: x\n${lines.join("\n")}`));
    await fc.assert(
      fc.asyncProperty(bytes, async (raw) => {
        const message = await messageOf(raw);
        expectBounded(message);
        const { warnings } = headersOf(raw);
        expect(message.warnings).toEqual(expect.arrayContaining(warnings));
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (raw) => {
        expect(parseHeaders(raw)).toBeTypeOf("object");
        expect(await parseMessage(raw)).toBeTypeOf("object");
      }),
    );
  });
});
