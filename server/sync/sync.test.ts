import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  importMailbox,
  rowsLeft,
  runJobsOf,
  textsOf,
  tracesLeft,
  uploadMailbox,
} from "#local/testing/imports.ts";
import { contactTimeline, getContact, listContacts, updateContact } from "#server/contacts/index.ts";

import { approvePreview, createPreview, getBatch, getPreview, listPreviewItems, undoBatch } from "./index.ts";

useTestDatabase();

const corpus = new URL("../../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
if (!existsSync(corpus)) {
  if (process.env["CI"] === "true")
    throw new Error("../shared/corpus is missing: the month of real mail needs it");
  process.stderr.write("SKIPPED: the month of real mail needs ../shared/corpus\n");
}

describe.skipIf(!existsSync(corpus))("a month of real mail", () => {
  test("is previewed exactly, imported whole, seen by its owner alone, and taken back but for what was changed", async () => {
    const [owner, stranger] = [await newOwner(), await newOwner()];
    const { previewId, connectionId } = await uploadMailbox(owner, "month.mbox.gz", await readFile(corpus));
    await runJobsOf(owner);
    const preview = await getPreview(through(owner, "rest"), { id: previewId });
    expect(preview).toMatchObject({
      status: "ready",
      counts: { total: 1659, store: 1657, skip: 2 },
      skipBy: { duplicate_in_file: 2 },
    });
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(1657);
    expect(Object.values(preview.result?.bySenderKind ?? {}).reduce((sum, count) => sum + count, 0)).toBe(
      1657,
    );

    const { batchId } = await approvePreview(owner, {
      id: previewId,
      ...(preview.hash ? { expectedHash: preview.hash } : {}),
    });
    await runJobsOf(owner);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({ status: "done", skippedBy: { duplicate_in_file: 2 } });
    expect(batch.counts).toEqual({
      total: 1659,
      stored: 1657,
      skipped: 2,
      failed: 0,
      contacts: preview.counts?.people,
      companies: preview.counts?.companies,
    });

    const [contact] = (await listContacts(through(owner, "rest"), { sort: "lastInteraction" })).items;
    const id = contact?.id ?? "";
    expect((await contactTimeline(through(owner, "rest"), { id })).items[0]).toMatchObject({
      kind: "email",
      subject: expect.any(String),
    });
    expect((await listContacts(through(stranger, "rest"), {})).items).toEqual([]);
    for (const read of [
      () => getContact(through(stranger, "rest"), { id }),
      () => contactTimeline(through(stranger, "rest"), { id }),
      () => getBatch(through(stranger, "rest"), { id: batchId }),
      () => getPreview(through(stranger, "rest"), { id: previewId }),
      () => undoBatch(stranger, { id: batchId }),
      () => createPreview(stranger, { connectionId }),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: "not_found" });
    }

    await updateContact(owner, { id, title: "Edited" });
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    const undone = await getBatch(through(owner, "rest"), { id: batchId });
    expect(undone).toMatchObject({
      status: "undone",
      kept: [{ table: "contacts", id }, { table: "companies" }],
    });
    expect(await rowsLeft(owner)).toEqual({ contacts: 1, contact_identities: 1, companies: 1 });
    expect((await listPreviewItems(through(owner, "rest"), { id: previewId, kind: "person" })).items).toEqual(
      [],
    );
  });

  test("can be imported again after it was taken back, and a second copy of it adds nothing", async () => {
    const owner = await newOwner();
    const bytes = gunzipSync(await readFile(corpus));
    const first = await importMailbox(owner, "month.mbox", bytes);
    const texts = await textsOf(owner);
    expect(texts.length).toBeGreaterThan(500);
    const some = texts.filter((text) => text.includes("@")).slice(0, 3);
    expect(Object.keys(await tracesLeft(owner, some))).toContain("interaction_participants.address");
    await undoBatch(owner, { id: first.id });
    await runJobsOf(owner);
    expect(await tracesLeft(owner, texts)).toEqual({});
    const preview = await createPreview(owner, { connectionId: first.connectionId });
    await runJobsOf(owner);
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    expect((await getBatch(through(owner, "rest"), { id: batchId })).counts).toEqual(first.counts);

    const copy = await importMailbox(owner, "copy.mbox", bytes);
    expect(copy.counts).toMatchObject({ total: 1659, stored: 0, skipped: 1659, contacts: 0, companies: 0 });
    // The mail now has two sources: taking one back leaves it standing.
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect((await rowsLeft(owner))["interactions"]).toBe(1657);
    await undoBatch(owner, { id: copy.id });
    await runJobsOf(owner);
    expect(await rowsLeft(owner)).toEqual({});
    expect(await tracesLeft(owner, texts)).toEqual({});
  });
});
