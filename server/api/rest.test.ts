import { expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { call, newKey } from "#local/testing/rest.ts";
import { newId } from "#server/core/index.ts";

useTestDatabase();

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]+"/, "");

test("a contact is made, read, listed, changed, put in the bin and brought back", async () => {
  const { key } = await newKey();
  const made = await call("POST", "/contacts", {
    key,
    body: { displayName: "Ada", emails: ["ada@x.example"] },
  });
  expect(made).toMatchObject({ status: 200, json: { ok: true, data: { displayName: "Ada", version: 1 } } });
  expect(made.headers.get("cache-control")).toBe("no-store");
  expect(made.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const id = made.json.data?.id ?? "";
  expect((await call("GET", `/contacts/${id}`, { key })).json.data).toEqual(made.json.data);
  expect((await call("GET", "/contacts?limit=1&sort=recent", { key })).json.data).toMatchObject({
    items: [{ id, primaryEmail: "ada@x.example" }],
    nextCursor: null,
  });
  const changed = await call("PATCH", `/contacts/${id}`, { key, body: { title: "Countess" } });
  expect(changed.json.data).toMatchObject({ title: "Countess", version: 2 });
  expect((await call("DELETE", `/contacts/${id}`, { key })).json.data?.["deletedAt"]).toEqual(
    expect.any(String),
  );
  const restored = await call("POST", `/contacts/${id}/restore`, { key });
  expect(restored).toMatchObject({
    status: 200,
    json: { data: { deletedAt: null, emails: ["ada@x.example"] } },
  });
});

test("a foreign id and an id that never was are answered with the same words", async () => {
  const [{ key }, other] = [await newKey(), await newKey()];
  const made = await call("POST", "/contacts", { key: other.key, body: { displayName: "Theirs" } });
  const [foreign, missing] = [made.json.data?.id ?? "", newId()];
  for (const [method, suffix, body] of [
    ["GET", "", undefined],
    ["GET", "/timeline", undefined],
    ["PATCH", "", { title: "x" }],
    ["DELETE", "", undefined],
    ["POST", "/restore", undefined],
  ] as const) {
    const [one, two] = [
      await call(method, `/contacts/${foreign}${suffix}`, { key, body }),
      await call(method, `/contacts/${missing}${suffix}`, { key, body }),
    ];
    expect(one.status, `${method} ${suffix}`).toBe(404);
    expect(withoutRequestId(one.text)).toBe(withoutRequestId(two.text));
  }
  expect((await call("GET", `/contacts/${foreign}`, { key: other.key })).status).toBe(200);
});

test("the same idempotency key is answered byte for byte; other content is refused; another key makes another", async () => {
  const { key } = await newKey();
  const body = { displayName: "Once", emails: ["once@x.example"] };
  const headers = { "idempotency-key": "k 1/ü" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call("POST", "/contacts", { key, body, headers })),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  const other = await call("POST", "/contacts", { key, body: { displayName: "Other" }, headers });
  expect(other).toMatchObject({ status: 409, json: { error: { code: "conflict" } } });
  const again = await call("POST", "/contacts", {
    key,
    body: { displayName: "Once" },
    headers: { "idempotency-key": "k2" },
  });
  expect(again.json.data?.id).not.toBe(answers[0]?.json.data?.id);
  const long = await call("POST", "/contacts", {
    key,
    body,
    headers: { "idempotency-key": "k".repeat(256) },
  });
  expect(long).toMatchObject({
    status: 400,
    json: { error: { fields: { "Idempotency-Key": expect.any(String) } } },
  });
});

test("what is nowhere is not found, and a wrong method is told the right ones", async () => {
  const { key } = await newKey();
  for (const address of ["/nothing", "/contacts/", "/contacts/x/y/z", "/__proto__", "/constructor"]) {
    expect(await call("GET", address, { key })).toMatchObject({
      status: 404,
      json: { error: { code: "not_found" } },
    });
  }
  const wrong = await call("PUT", `/contacts/${newId()}`, { key });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("DELETE, GET, PATCH");
  expect(wrong.json.error?.message).toContain("DELETE, GET, PATCH");
});

test("a harmless request id is kept, any other is replaced, and errors repeat it", async () => {
  const given = await call("GET", "/contacts", { headers: { "x-request-id": "abc-12345678" } });
  expect(given.headers.get("x-request-id")).toBe("abc-12345678");
  expect(given.json.error?.requestId).toBe("abc-12345678");
  const odd = await call("GET", "/contacts", { headers: { "x-request-id": '"}\\ <script>' } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
});
