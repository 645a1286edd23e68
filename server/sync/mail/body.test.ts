import { describe, expect, it } from "vitest";
import { buildMail } from "./fixtures/build-mail.ts";
import { messageOf } from "./fixtures/parsed.ts";

describe("bodies", () => {
  it("reads plain text, sets the quote and the signature apart", async () => {
    const body = "It works.\n\nOn Mon, 3 Jun 2024, Grace wrote:\n> Does it?\n\n-- \nAda\n";
    expect(await messageOf(buildMail({}, body))).toMatchObject({
      text: body,
      html: null,
      snippet: "It works.",
      newText: "It works.",
      quotedText: "On Mon, 3 Jun 2024, Grace wrote:\n> Does it?",
      signature: "-- \nAda",
      attachments: [],
    });
  });

  it.each([
    ["utf-8", "Grüße", Buffer.from("Grüße")],
    ["iso-8859-1", "Grüße", Buffer.from("Grüße", "latin1")],
    ["koi8-r", "привет", Buffer.from("d0d2c9d7c5d4", "hex")],
    ["iso-2022-jp", "日本", Buffer.from("1b2442467c4b5c1b2842", "hex")],
    ["us-ascii", "Grüße", Buffer.from("Grüße", "latin1")],
    ["", "Grüße", Buffer.from("Grüße")],
  ])("decodes %s", async (charset, expected, bytes) => {
    const type = charset === "" ? "" : `text/plain; charset="${charset}"`;
    const eightBit = Buffer.concat([buildMail({ "Content-Type": type }, ""), bytes]);
    expect((await messageOf(eightBit)).text.trim()).toBe(expected);
    const encoded = buildMail(
      { "Content-Type": type, "Content-Transfer-Encoding": "base64" },
      bytes.toString("base64"),
    );
    expect((await messageOf(encoded)).text.trim()).toBe(expected);
  });

  it("prefers the plain form of an alternative and keeps the HTML", async () => {
    const body =
      "preamble\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nit=20works =E2=9C=93\n" +
      "--b\nContent-Type: text/html\n\n<p>it <b>works</b></p>\n--b--\n";
    const message = await messageOf(buildMail({ "Content-Type": "multipart/alternative; boundary=b" }, body));
    expect(message.text.trim()).toBe("it works ✓");
    expect(message.html?.trim()).toBe("<p>it <b>works</b></p>");
  });

  it("turns HTML into text with its quotes marked", async () => {
    const html =
      "<h1>Hello</h1><style>p{}</style><p>It&nbsp;works.</p><p>On Mon, 3 Jun 2024, Grace wrote:</p><blockquote><p>Does it?</p></blockquote>";
    const message = await messageOf(
      buildMail({ "Content-Type": "text/html; charset=utf-8", "In-Reply-To": "<0@x>" }, html),
    );
    expect(message.newText).toMatch(/^Hello\n+It\sworks\.$/);
    expect(message.quotedText).toBe("On Mon, 3 Jun 2024, Grace wrote:\n\n> Does it?");
  });

  it("unfolds flowed text", async () => {
    const type = "text/plain; charset=utf-8; format=flowed; delsp=yes";
    const message = await messageOf(
      buildMail({ "Content-Type": type }, "it wor \nks\n> a \n> b\n-- \nAda\n"),
    );
    expect(message.text.trim()).toBe("it works\n> ab\n-- \nAda");
  });

  it("lists attachments by name, type and size, forwarded mail among them", async () => {
    const body =
      "--b\nContent-Type: text/plain\n\nsee below\n" +
      '--b\nContent-Type: application/pdf; name="=?utf-8?Q?=C3=A4.pdf?="\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nAAECAw==\n' +
      "--b\nContent-Type: image/png\nContent-ID: <logo@x>\nContent-Disposition: inline; filename*=utf-8''l%C3%B6go.png\n\nxyz\n" +
      "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nnotes\n" +
      "--b\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner text\n--b--\n";
    const message = await messageOf(buildMail({ "Content-Type": "multipart/mixed; boundary=b" }, body));
    expect(message.text.trim()).toBe("see below");
    expect(message.attachments).toEqual([
      { fileName: "ä.pdf", contentType: "application/pdf", byteSize: 4, contentId: null, inline: false },
      { fileName: "lögo.png", contentType: "image/png", byteSize: 4, contentId: "logo@x", inline: true },
      { fileName: "notes.txt", contentType: "text/plain", byteSize: 6, contentId: null, inline: false },
      { fileName: null, contentType: "message/rfc822", byteSize: 27, contentId: null, inline: false },
    ]);
  });

  it("adds HTML that stands beside the plain text, such as a reply above a plain footer", async () => {
    const body =
      "--b\nContent-Type: text/html\n\n<p>my reply</p>\n--b\nContent-Type: text/plain\n\nlist footer\n--b--\n";
    const message = await messageOf(buildMail({ "Content-Type": "multipart/mixed; boundary=b" }, body));
    expect(message.text).toContain("my reply");
    expect(message.text).toContain("list footer");
  });
});

it("cuts a snippet between words, and says that it goes on", async () => {
  const { snippet } = await messageOf(buildMail({}, "word ".repeat(100)));
  expect(snippet).toMatch(/word…$/);
  expect(snippet.length).toBeLessThanOrEqual(200);
});
