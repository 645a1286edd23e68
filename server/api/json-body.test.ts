import { expect, test } from "vitest";

import { bodyMaxBytes, readJsonBody } from "./json-body.ts";

const send = (
  body: BodyInit | null,
  headers: Record<string, string> = { "content-type": "application/json" },
) =>
  readJsonBody(
    new Request("http://localhost/x", { method: "POST", body, headers, ...(body ? { duplex: "half" } : {}) }),
  );

test("an object is read, and no body is an empty one", async () => {
  expect(
    await send('{"a":[1,{"b":"\\"}]"}]}', { "content-type": "application/json; charset=utf-8" }),
  ).toEqual({
    a: [1, { b: '"}]' }],
  });
  expect(await send(null, {})).toEqual({});
});

test.each([
  ["broken", '{"a":'],
  ["a list", "[1]"],
  ["null", "null"],
  ["a text", '"a"'],
  ["nested too deep", `{"a":${"[".repeat(33)}${"]".repeat(33)}}`],
  ["nested without end", "[".repeat(500_000)],
  ["not UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
])("what is %s is refused with words", async (_, body) => {
  await expect(send(body)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringMatching(/^The body/),
  });
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
  "the content type %j is refused",
  async (type) => {
    await expect(send("{}", { "content-type": type })).rejects.toMatchObject({ code: "unsupported" });
  },
);

test("a compressed body is refused before it unfolds", async () => {
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  await expect(send("{}", headers)).rejects.toMatchObject({ code: "unsupported" });
});

test("too much is refused by what it says, and by what comes when it says nothing", async () => {
  const said = { "content-type": "application/json", "content-length": String(bodyMaxBytes + 1) };
  await expect(send("{}", said)).rejects.toMatchObject({ code: "too_large" });
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
    },
  });
  await expect(send(endless)).rejects.toMatchObject({ code: "too_large" });
  expect(pulled).toBeLessThan(20);
});

test("a key that means the prototype stays a key", async () => {
  const body = await send('{"__proto__":{"admin":true},"constructor":1}');
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  expect("admin" in body).toBe(false);
  expect(Object.hasOwn(body, "__proto__")).toBe(true);
});
