import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeManifest } from "./instance/manifest.ts";
import { checkout } from "./paths.ts";
import { type TestGoogle, mailOf, startTestGoogle } from "./services/google/testing.ts";

const folder = mkdtempSync(join(tmpdir(), "omnicrm-mailbox-"));
let google: TestGoogle;
beforeAll(async () => {
  google = await startTestGoogle();
});
afterAll(async () => {
  await google.close();
  rmSync(folder, { recursive: true });
});

const mbox = [
  "From bob@acme.example Mon Mar  2 09:30:00 2026",
  "From: Bob <bob@acme.example>",
  "Subject: One",
  "Message-ID: <one@acme.example>",
  "",
  ">From here on",
  "",
  "From me@local.example Tue Mar  3 09:30:00 2026",
  "From: Me <me@local.example>",
  "Subject: Two",
  "In-Reply-To: <one@acme.example>",
  "Date: Tue, 03 Mar 2026 09:30:00 +0000",
  "",
  "Yes",
  "",
  "From shop@store.example Wed Mar  4 09:30:00 2026",
  "From: shop@store.example",
  "Subject: Three",
  "X-Gmail-Labels: Inbox,Unread,Category Promotions,My own",
  "",
  "Buy",
  "",
  "From shop@store.example Wed Mar  4 09:30:00 2026",
  "From: shop@store.example",
  "Subject: Three",
  "X-Gmail-Labels: Inbox,Unread,Category Promotions,My own",
  "",
  "Buy",
  "",
].join("\n");

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env["PATH"] ?? "", OMNICRM_STATE_DIR: folder, NODE_ENV: "test" as const };
  try {
    const script = join(checkout, "local/mailbox.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env, cwd: checkout });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, output: stderr };
  }
}

test("without a running instance, a file or an address it says what to do", async () => {
  const file = join(folder, "mail.mbox");
  expect(await run(file)).toEqual({ code: 1, output: expect.stringContaining("Start it with npm start") });
  expect((await run()).output).toContain("Usage:");
  expect((await run(file, "--email", "nobody")).output).toContain('"nobody" is not an address');
});

test("a mailbox becomes an account with its threads, dates, labels and doubles, once", async () => {
  const service = { url: null, standIn: false };
  const services = { postgres: service, redis: service, auth: service, model: service };
  writeManifest(folder, {
    url: "http://localhost:3999",
    services: { ...services, google: { url: google.url, standIn: true } },
  });
  const file = join(folder, "mail.mbox.gz");
  writeFileSync(file, gzipSync(mbox));
  const first = await run(file);
  expect(first.output).toContain("4 messages are in the mailbox of me@local.example.");
  const again = await run(file);
  expect(again.output).toContain("0 messages are in the mailbox of me@local.example (4 were there already)");

  const auth = await google.connected(["https://mail.google.com/"], "me@local.example");
  const { messages } = mailOf(auth, google.url).users;
  const { data } = await messages.list({ userId: "me" });
  const all = await Promise.all(
    (data.messages ?? []).map(
      async ({ id }) => (await messages.get({ userId: "me", id: id ?? "", format: "raw" })).data,
    ),
  );
  const [three, , two, one] = all;
  expect(all.map((message) => message.labelIds)).toEqual([
    ["CATEGORY_PROMOTIONS", "INBOX", "UNREAD"],
    ["CATEGORY_PROMOTIONS", "INBOX", "UNREAD"],
    ["SENT"],
    ["INBOX"],
  ]);
  expect(two?.threadId).toBe(one?.threadId);
  expect(three?.threadId).not.toBe(one?.threadId);
  expect(one?.internalDate).toBe(String(Date.UTC(2026, 2, 2, 9, 30)));
  expect(Buffer.from(one?.raw ?? "", "base64url").toString()).toContain("\nFrom here on");
  expect((await run(join(folder, "absent.mbox"))).output).toContain("There is no file");
});
