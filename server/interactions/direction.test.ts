import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { searchQuery } from "#server/search/index.ts";
import { listBatchItems } from "#server/sync/index.ts";

import { getThread, listThreads } from "./index.ts";

useTestDatabase();

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
const turned = "invoice\u202egnp.exe";
const hebrew = "שלום, החשבונית מצורפת";
const name = "דנה כהן";
const arabic = "مرحبا: العقد 42";

const withFile = (name: string): string[] => [
  "MIME-Version: 1.0",
  `Content-Type: application/octet-stream; name="${encoded(name)}"`,
  `Content-Disposition: attachment; filename="${encoded(name)}"`,
];

async function imported(owner: Context) {
  const to = "me@here.example";
  const mails = [turned, hebrew, arabic].map((text, n) => ({
    from: `${encoded(n === 0 ? "Eve\u202e Byron" : name)} <p${String(n)}@firm.example>`,
    to,
    subject: encoded(text),
    headers: withFile(`${text}.pdf`),
    id: `${String(n)}@x`,
  }));
  return importMailbox(owner, "inbox.mbox", mbox(mails), to);
}

async function shown(owner: Context) {
  const rest = through(owner, "rest");
  const { items } = await listThreads(rest, {});
  const threads = await Promise.all(items.map(({ id }) => getThread(rest, { id })));
  return threads
    .flatMap(({ subject, items: [mail] }) => [subject, mail?.subject, mail?.attachments[0]?.fileName])
    .sort();
}

const right = [
  "invoicegnp.exe",
  "invoicegnp.exe",
  "invoicegnp.exe.pdf",
  ...[hebrew, arabic].flatMap((text) => [text, text, `${text}.pdf`]),
].sort();

test("a subject and a file's name cannot be turned around, and those of other scripts stay as they are", async () => {
  const owner = await newOwner();
  await imported(owner);
  expect(await shown(owner)).toEqual(right);
  const { items } = await listThreads(through(owner, "rest"), {});
  const names = items.flatMap(({ participants }) => participants.map(({ name }) => name));
  expect(names).toContain("Eve Byron");
  expect(names).toContain(name);
});

test("what was stored before is shown so, too", async () => {
  const owner = await newOwner();
  const batch = await imported(owner);
  const files = "invoice\u202egnp";
  const write = (tx: Tx) =>
    tx.execute(sql`
      update crm.interaction_contents set subject = ${turned},
        attachments = replace(attachments::text, 'invoicegnp', ${files})::jsonb
      where workspace_id = ${owner.workspace.id} and subject like 'invoice%'`);
  await inChangeSet(owner, write, "sync");
  expect(await shown(owner)).toEqual(right);
  const rest = through(owner, "rest");
  const brought = (await listBatchItems(rest, { id: batch.id })).items.map(({ subject }) => subject);
  expect(brought.sort()).toEqual(["invoicegnp.exe", hebrew, arabic].sort());
  const hits = (await searchQuery(rest, { query: "invoice", kinds: ["mail"] })).items;
  expect(JSON.stringify(hits)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});
