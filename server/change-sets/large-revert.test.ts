import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered, identityOf, inChangeSet } from "#local/testing/ledger.ts";
import { updateContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { asUser, type Tx } from "#server/db/index.ts";

import { performRevert, revertChangeSet } from "./index.ts";

useTestDatabase();
vi.setConfig({ testTimeout: 300_000 });

const rows = 10_000;
/** More of them for the figures of docs/decisions/0030-one-transaction-per-revert.md. */
const many = Number(process.env.REVERT_ROWS ?? rows + 1);

const insertContacts = (ctx: Context, count: number) => (tx: Tx) =>
  tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, display_name)
    select gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'Person ' || n from generate_series(1, ${count}::int) n`);

const anyContact = (ctx: Context): Promise<string> =>
  asUser(identityOf(ctx), async (tx) => {
    const [row] = await tx.execute<{ id: string }>(sql`select id from crm.contacts order by id limit 1`);
    return row?.id ?? "";
  });

test("ten thousand rows of one set, changed and made, are taken back at once", async () => {
  const ctx = await newOwner();
  const empty = await dumpLedgered(ctx);
  const made = await inChangeSet(ctx, insertContacts(ctx, rows));
  const before = await dumpLedgered(ctx);
  const changed = await inChangeSet(ctx, (tx) =>
    tx.execute(sql`update crm.contacts set title = display_name`),
  );
  expect(await revertChangeSet(ctx, { id: changed })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await dumpLedgered(ctx)).toEqual(before);
  expect(await revertChangeSet(ctx, { id: made })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await dumpLedgered(ctx)).toEqual(empty);
});

test("a larger set becomes a job once its conflicts were seen, which does it once however often it runs", async () => {
  const ctx = await newOwner();
  const startedAt = performance.now();
  const id = await inChangeSet(ctx, insertContacts(ctx, many));
  const madeMs = performance.now() - startedAt;
  const contact = await anyContact(ctx);
  await updateContact(ctx, { id: contact, title: "Countess" });
  const last = async () => (await changeSetsOf(ctx)).at(-1)?.operation;
  expect(await revertChangeSet(ctx, { id })).toMatchObject({
    status: "conflicts",
    jobId: null,
    conflictCount: 1,
  });
  const queued = await revertChangeSet(ctx, { id, onConflict: "keep" });
  expect(queued).toMatchObject({ status: "queued", changeSetId: null, jobId: expect.any(String) });
  expect(await last()).toBe("contacts.update");

  const job: Context = { ...through(ctx, "batch"), actor: { kind: "job", jobId: queued.jobId ?? "" } };
  const input = { id, onConflict: "keep" as const };
  const stop = () => Promise.reject(new Error("the claim was lost"));
  await expect(performRevert(job, input, { onProgress: stop })).rejects.toThrow();
  expect(await last()).toBe("contacts.update");
  const told: unknown[] = [];
  const onProgress = async (_tx: Tx, progress: unknown) => void told.push(progress);
  const revertedAt = performance.now();
  const first = await performRevert(job, input, { onProgress });
  const revertedMs = performance.now() - revertedAt;
  // A transaction of this length is what the decision rests on.
  expect(revertedMs).toBeLessThan(10 * madeMs + 2_000);
  if (process.env.REVERT_ROWS) {
    process.stderr.write(`${String(many)} rows: made in ${madeMs} ms, taken back in ${revertedMs} ms\n`);
  }
  expect(first).toMatchObject({ status: "reverted", conflictCount: 1 });
  expect(await performRevert(job, input)).toMatchObject({
    status: "reverted",
    changeSetId: first.changeSetId,
  });
  expect(told).toEqual([{ done: many, total: many }]);
  const left = (await dumpLedgered(ctx)).contacts ?? [];
  expect(left).toHaveLength(1);
  expect(left[0]).toContain(contact);
});
