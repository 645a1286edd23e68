import { randomBytes } from "node:crypto";

import fc from "fast-check";
import { expect, test } from "vitest";

import { MessageBody } from "./message-body.ts";

/** The answer as it comes, cut at these places. */
function read(text: string, cuts: readonly number[], maxBytes = Number.POSITIVE_INFINITY) {
  const body = new MessageBody(maxBytes);
  const bytes = Buffer.from(text);
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  const isRead = places
    .slice(1)
    .every((end, index) => body.add(Buffer.from(bytes.subarray(places[index] ?? 0, end))));
  return isRead ? body.data() : null;
}

test("a message comes as JSON.parse() and Buffer would have it, wherever the answer is cut", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.array(fc.nat({ max: 2_000 }), { maxLength: 8 }),
      fc.constantFrom("", "=", "\\u003d\\u003d"),
      fc.boolean(),
      (raw, cuts, padding, isFirst) => {
        const value = `"raw": "${Buffer.from(raw).toString("base64url")}${padding}"`;
        const others = `"id": "1a", "labelIds": ["INBOX", "Lebel_ü"]`;
        const text = `{\n ${isFirst ? `${value},\n ${others}` : `${others},\n ${value}`}\n}\n`;
        expect(read(text, cuts)).toEqual({ id: "1a", labelIds: ["INBOX", "Lebel_ü"], raw: Buffer.from(raw) });
      },
    ),
  );
});

test("what is refused, cut off or no JSON is told as such", () => {
  expect(read('{"error": {"code": 404}}', [5])).toEqual({ error: { code: 404 } });
  expect(read('{"id": "1", "raw": "QUJD', [12])).toBeUndefined();
  expect(read('{"id": "1", "raw": "QUJD"', [12])).toBeUndefined();
  expect(read("<html>", [])).toBeUndefined();
  expect(read(`{"raw": "${randomBytes(300).toString("base64url")}"}`, [100, 200], 250)).toBeNull();
});
