import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeEach, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";

import { readMultipart } from "./multipart.ts";

const folder = mkdtempSync(join(tmpdir(), "omnicrm-uploads-"));
useTestDatabase({ STORAGE_DIR: folder, UPLOAD_MAX_BYTES: "3000000" });
afterAll(() => rmSync(folder, { recursive: true }));

let ctx: Context;
beforeEach(async () => {
  ctx = await newOwner();
});

const boundary = "----boundary";
const part = (name: string, content: string, file?: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ""}\r\n\r\n${content}\r\n`;
const end = `--${boundary}--\r\n`;

function send(body: BodyInit, headers: Record<string, string> = {}) {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, ...headers },
    duplex: "half",
  };
  return readMultipart(ctx, new Request("http://localhost/api/upload", init), "file");
}

const filesLeft = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const nothingLeft = async () => expect.poll(() => filesLeft().length).toBe(0);
const clear = () => filesLeft().forEach((entry) => rmSync(join(entry.parentPath, entry.name)));

const mail = `From a@x.example Mon Jan  1 00:00:00 2024\n\n${"line of mail\n".repeat(20_000)}`;

test("a file arrives byte for byte, with its fields and its name without a path", async () => {
  const { stored, fields } = await send(
    part("mailbox", "ada@x.example") + part("file", mail, "../../etc/Büro.mbox") + end,
  );
  expect(fields).toEqual({ mailbox: "ada@x.example" });
  expect(stored).toMatchObject({ fileName: "Büro.mbox", byteSize: Buffer.byteLength(mail) });
  expect(stored.storageKey).toMatch(new RegExp(`^${ctx.workspace.id}/[0-9a-f-]{36}$`));
  expect(readFileSync(join(folder, stored.storageKey), "utf8")).toBe(mail);
  clear();
});

test("a field after the file counts too", async () => {
  const { fields } = await send(part("file", mail, "a.mbox") + part("mailbox", "ada@x.example") + end);
  expect(fields).toEqual({ mailbox: "ada@x.example" });
  clear();
});

const whole = part("file", mail, "a.mbox") + end;

test.each([
  ["a body that ends inside the file", whole.slice(0, 100_000), {}, "invalid_input"],
  [
    "a small body that ends inside the file",
    part("file", "short", "a.mbox").slice(0, -3),
    {},
    "invalid_input",
  ],
  [
    "a body that is shorter than it says",
    whole,
    { "content-length": String(whole.length + 7) },
    "invalid_input",
  ],
  ["no file", part("mailbox", "ada@x.example") + end, {}, "invalid_input"],
  ["an empty form", end, {}, "invalid_input"],
  ["a text where the file belongs", part("file", "text") + end, {}, "invalid_input"],
  ["two files", part("file", mail, "a.mbox") + part("file", mail, "b.mbox") + end, {}, "invalid_input"],
  ["a file under another name", part("avatar", mail, "a.png") + end, {}, "invalid_input"],
  ["a field twice", part("mailbox", "a") + part("mailbox", "b") + whole, {}, "invalid_input"],
  ["a field that is too long", part("mailbox", "a".repeat(20_000)) + whole, {}, "invalid_input"],
  [
    "too many fields",
    Array.from({ length: 20 }, (_, index) => part(`f${index}`, "x")).join("") + whole,
    {},
    "invalid_input",
  ],
  ["no boundary", whole, { "content-type": "multipart/form-data; x=1" }, "invalid_input"],
  ["another content type", "{}", { "content-type": "application/json" }, "unsupported"],
  ["more than a file may have", part("file", "a".repeat(3_100_000), "a.mbox") + end, {}, "too_large"],
])("%s is refused with words and leaves no file", async (_, body, headers, code) => {
  await expect(send(body, headers)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^[A-Z].*\.$/s),
  });
  await nothingLeft();
});

test("an upload whose sender goes away ends, and leaves no file", async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const text = sent++ === 0 ? part("file", mail, "a.mbox").slice(0, -2) : "more mail\n";
      if (sent > 50) controller.error(new Error("the sender went away"));
      else controller.enqueue(new TextEncoder().encode(text));
    },
  });
  await expect(send(body)).rejects.toMatchObject({ code: "invalid_input" });
  await nothingLeft();
});

test("an endless upload is stopped at the limit and not read on", async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(
        new TextEncoder().encode(sent === 1 ? part("file", mail, "a.mbox").slice(0, -2) : "x".repeat(64_000)),
      );
    },
  });
  await expect(send(body)).rejects.toMatchObject({ code: "too_large" });
  expect(sent * 64_000).toBeLessThan(2 * env().UPLOAD_MAX_BYTES);
  await nothingLeft();
});

test("a full quota refuses before anything is stored", async () => {
  const settings = env();
  setEnv({ ...settings, UPLOAD_QUOTA_BYTES: 1_000 });
  await expect(send(whole)).rejects.toMatchObject({ code: "quota_exceeded" });
  setEnv(settings);
  await nothingLeft();
});
