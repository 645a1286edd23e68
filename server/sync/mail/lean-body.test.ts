import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { messageParts, parseMessage } from "./index.ts";

const wrapped = (bytes: Buffer, width = 76) =>
  bytes.toString("base64").replaceAll(new RegExp(`.{${String(width)}}`, "g"), (line) => `${line}\r\n`);

function mail(parts: readonly { type: string; bytes: Buffer; name?: string; width?: number }[]): Buffer {
  const bodies = parts.map(
    ({ type, bytes, name, width }) =>
      `--b\r\nContent-Type: ${type}${name ? `; name="${name}"` : ""}\r\nContent-Transfer-Encoding: base64\r\n\r\n${wrapped(bytes, width)}\r\n`,
  );
  return Buffer.from(
    `From: a@x.example\r\nMessage-ID: <1@x.example>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${bodies.join("")}--b--\r\n`,
  );
}

const read = async (raw: Buffer) => {
  const message = await parseMessage(raw);
  if ("failed" in message) throw new Error(message.failed);
  return message;
};

test("large attachments are told by name and size, to the byte, without being decoded", async () => {
  const sizes = [9_000_000, 9_000_001, 3_000_002, 10];
  const raw = mail([
    { type: "text/plain", bytes: Buffer.from("See the files.") },
    ...sizes.map((size, index) => ({
      type: "application/pdf",
      bytes: randomBytes(size),
      name: `${String(index)}.pdf`,
      width: [76, 64, 60, 76][index] ?? 76,
    })),
  ]);
  const message = await read(raw);
  expect(message.text.trim()).toBe("See the files.");
  expect(message.attachments.map(({ fileName, byteSize }) => [fileName, byteSize])).toEqual(
    sizes.map((size, index) => [`${String(index)}.pdf`, size]),
  );
  expect(message.warnings).toEqual([]);
  // Who opens one of them gets all of it.
  expect((await messageParts(raw)).attachments.map(({ bytes }) => bytes.length)).toEqual(sizes);
});

test("what looks like base64 and is not said to be any stays whole", async () => {
  const key = wrapped(randomBytes(3_000_000));
  const raw = Buffer.from(
    `From: a@x.example\r\nMessage-ID: <1@x.example>\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n` +
      `--b\r\nContent-Type: application/x-keys; name="keys"\r\n\r\n${key}\r\n--b--\r\n`,
  );
  const [attachment] = (await read(raw)).attachments;
  expect(attachment?.byteSize).toBe((await messageParts(raw)).attachments[0]?.bytes.length);
});

test("a long text in base64 is read as far as any text is", async () => {
  const text = `${"word ".repeat(1_200_000)}`;
  const message = await read(mail([{ type: "text/plain", bytes: Buffer.from(text) }]));
  expect(message.text.length).toBeGreaterThan(190_000);
  expect(text.startsWith(message.text.slice(0, 190_000))).toBe(true);
  expect(message.warnings).toEqual(["body_truncated"]);
});

test("35 MB take no longer than they are looked through", async () => {
  const raw = mail([{ type: "application/zip", bytes: randomBytes(25 * 1024 ** 2), name: "a.zip" }]);
  const startedAt = performance.now();
  await read(raw);
  // Decoded, it took over two seconds on the machine on which this takes a fifth of one.
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});
