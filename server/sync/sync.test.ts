import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { systemPool } from "#server/db/index.ts";
import { listContacts, updateContact } from "#server/contacts/index.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";

import { approvePreview, getBatch, getPreview, listPreviewItems, undoBatch } from "./index.ts";

useTestDatabase({ STORAGE_DIR: `${process.env["TMPDIR"] ?? "/var/tmp"}/omnicrm-test-storage-${process.pid}` });

const corpusPath = new URL("../../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
const hasCorpus = existsSync(corpusPath);
if (!hasCorpus && process.env["CI"] === "true") throw new Error("../shared/corpus is missing");

describe.skipIf(!hasCorpus)("the month of a mailing list", () => {
  test("is previewed exactly, imported whole, and taken back but for what somebody changed", async () => {
    const owner = await newOwner();
    const mbox = gunzipSync(await readFile(corpusPath));
    const { previewId } = await uploadMailbox(owner, "month.mbox", mbox);
    await runJobsOf(owner);
    const preview = await getPreview(through(owner, "rest"), { id: previewId });
    expect(preview).toMatchObject({ status: "ready", counts: { total: 1659, store: 1657, skip: 2 } });
    const { batchId } = await approvePreview(owner, { id: previewId, ...(preview.hash ? { expectedHash: preview.hash } : {}) });
    const t = performance.now();
    await runJobsOf(owner);
    console.log("import ms", performance.now() - t);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({
      status: "done",
      counts: { total: 1659, stored: 1657, skipped: 2, failed: 0, contacts: preview.counts?.people, companies: preview.counts?.companies },
    });
    const [contact] = (await listContacts(through(owner, "rest"), {})).items;
    await updateContact(owner, { id: contact?.id ?? "", title: "Edited" });
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    const undone = await getBatch(through(owner, "rest"), { id: batchId });
    expect(undone.status).toBe("undone");
    expect(undone.kept.map((kept) => kept.id)).toContain(contact?.id);
    for (const table of ["raw_events", "interactions", "interaction_participants", "interaction_contents", "threads", "thread_keys", "contact_stats", "preview_items"]) {
      const [row] = await systemPool().client`select count(*)::int as count from ${systemPool().client(`crm.${table}`)} where workspace_id = ${owner.workspace.id}`;
      expect([table, row?.["count"]]).toEqual([table, 0]);
    }
    expect((await listContacts(through(owner, "rest"), {})).items.map((item) => item.id)).toEqual([contact?.id]);
    expect((await listPreviewItems(through(owner, "rest"), { id: previewId, kind: "person" })).items).toEqual([]);
  });
});
