import { expect, test } from "vitest";
import { parseMime } from "./mime.ts";
import { summarise } from "./summary.ts";

const crlf = (...lines: string[]): Buffer => Buffer.from(lines.join("\r\n"), "latin1");

test("a part without headers keeps its first letter, soft breaks and encoded words are joined", () => {
  const message = parseMime(
    crlf(
      "Subject: =?utf-8?B?R3LDvMOf?= =?iso-8859-1?Q?e_an_alle?=",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      "--b",
      "",
      "First",
      "--b",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Sch=F6n=",
      "er Tag  ",
      "--b--",
    ),
  );
  expect(message.headers[0]?.value).toBe("Grüße an alle");
  expect(message.parts.map(({ body }) => body.toString())).toEqual(["First", "Schöner Tag  "]);
});

test("what is broken or hostile is read as far as it goes, and quickly", () => {
  const startedAt = performance.now();
  const blanks = " ".repeat(200_000);
  for (const raw of [
    crlf(""),
    crlf("no header at all"),
    crlf("Content-Type: multipart/mixed; boundary=b", "", "--b"),
    crlf(`Date: ${blanks}x`, `Subject: ${"=?".repeat(50_000)}`, "", `${blanks}x`),
    crlf("Content-Transfer-Encoding: quoted-printable", "", `${blanks}x`.repeat(5)),
    crlf("Content-Type: text/html; charset=nonsense", "", "<style>".repeat(20_000), "\0\xff"),
  ]) {
    expect(summarise(raw).dateMs).toBeNull();
  }
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
