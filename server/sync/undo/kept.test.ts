import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import type { KeptRecord } from "#lib/schemas/batches.ts";
import { sql } from "drizzle-orm";

import { getBatch, listBatches, listKept, undoBatch } from "../index.ts";

useTestDatabase();

const people = 1_100;

test(
  "whatever was changed since is kept and named, however many, page by page",
  { timeout: 60_000 },
  async () => {
    const owner = await newOwner();
    const mails = Array.from({ length: people }, (_, n) => ({
      from: `Person ${n} <p${n}@many.example>`,
      to: "me@here.example",
    }));
    const batch = await importMailbox(owner, "many.mbox", mbox(mails), "me@here.example");
    expect(batch.counts.contacts).toBe(people);
    await inChangeSet(owner, (tx) => tx.execute(sql`update crm.contacts set title = 'Changed'`));
    await undoBatch(owner, { id: batch.id });
    await runJobsOf(owner);

    expect(await rowsLeft(owner)).toEqual({ contacts: people, contact_identities: people, companies: 1 });
    const undone = await getBatch(through(owner, "rest"), { id: batch.id });
    expect(undone.keptCount).toBe(people + 1);
    expect(undone.kept).toHaveLength(1_000);
    const [listed] = (await listBatches(through(owner, "rest"), {})).items;
    expect([listed?.kept.length, listed?.keptCount]).toEqual([20, people + 1]);

    const named: KeptRecord[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await listKept(through(owner, "rest"), {
        id: batch.id,
        limit: 100,
        ...(cursor ? { cursor } : {}),
      });
      named.push(...page.items);
      more = page.nextCursor !== null;
      cursor = page.nextCursor ?? undefined;
    }
    expect(named.slice(0, 1_000)).toEqual(undone.kept);
    expect(new Set(named.map(({ name }) => name))).toEqual(
      new Set([...mails.map((_, n) => `Person ${n}`), "Many"]),
    );
    expect(named).toHaveLength(people + 1);
    await expect(listKept(through(await newOwner(), "rest"), { id: batch.id })).rejects.toMatchObject({
      code: "not_found",
    });
  },
);

test("what was kept for another import is named no longer once that is taken back too", async () => {
  const owner = await newOwner();
  const rest = through(owner, "rest");
  const mail = (subject: string) =>
    mbox([
      { from: "Ann <ann@bridges.example>", to: "me@here.example", subject },
      { from: "Bert <bert@harbour.example>", to: "me@here.example", subject },
    ]);
  const first = await importMailbox(owner, "first.mbox", mail("One"), "me@here.example");
  const second = await importMailbox(owner, "second.mbox", mail("Two"), "me@here.example");
  await undoBatch(owner, { id: first.id });
  await runJobsOf(owner);
  expect((await getBatch(rest, { id: first.id })).keptCount).toBe(4);
  await inChangeSet(owner, (tx) =>
    tx.execute(sql`update crm.contacts set title = 'Changed' where display_name = 'Bert'`),
  );
  await undoBatch(owner, { id: second.id });
  await runJobsOf(owner);

  const left = [{ table: "contacts", name: "Bert" }, { table: "companies" }];
  expect(await rowsLeft(owner)).toMatchObject({ contacts: 1, companies: 1 });
  const now = await getBatch(rest, { id: first.id });
  expect(now.kept).toMatchObject(left);
  expect(now.keptCount).toBe(2);
  expect((await listKept(rest, { id: first.id })).items).toEqual(now.kept);
  const listed = (await listBatches(rest, {})).items.find(({ id }) => id === first.id);
  expect([listed?.kept, listed?.keptCount]).toEqual([now.kept, 2]);
});
