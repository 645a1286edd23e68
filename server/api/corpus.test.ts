import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { afterAll, describe, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { call, newKey } from "#local/testing/rest.ts";
import { Batch, Imported, Preview } from "#lib/schemas/sync.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { handleRest } from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

const corpus = new URL("../../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url);
if (!existsSync(corpus)) {
  if (process.env["CI"] === "true")
    throw new Error("../shared/corpus is missing: the month by REST needs it");
  process.stderr.write("SKIPPED: the month of real mail by REST needs ../shared/corpus\n");
}

async function upload(key: string, file: Uint8Array<ArrayBuffer>): Promise<Imported> {
  const body = new FormData();
  body.set("file", new Blob([file]), "month.mbox.gz");
  const request = new Request("http://localhost:3000/api/v1/imports", {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body,
  });
  const answer = (await (await handleRest(request, ["imports"])).json()) as { data: unknown };
  return Imported.parse(answer.data);
}

/** Reading addresses of everything that the import made or is, under the ids that it gave. */
async function addressesOf(workspaceId: string): Promise<string[]> {
  const { client } = systemPool();
  const sources = [
    ["contacts", "contacts"],
    ["companies", "companies"],
    ["jobs", "jobs"],
    ["change_sets", "change-sets"],
    ["sync_batches", "batches"],
    ["previews", "previews"],
  ] as const;
  const lists = await Promise.all(
    sources.map(async ([table, path]) => {
      const rows = await client<{ id: string }[]>`
        select id from ${client(`crm.${table}`)} where workspace_id = ${workspaceId}`;
      return rows.map(({ id }) => `/${path}/${id}`);
    }),
  );
  return lists.flat();
}

describe.skipIf(!existsSync(corpus))("a month of real mail by REST", () => {
  test(
    "comes in, adds up, is nobody else's, and goes out again but for what was edited",
    { timeout: 90_000 },
    async () => {
      const [mine, theirs] = [await newKey(), await newKey()];
      const get = (address: string, key = mine.key) => call("GET", address, { key });
      const post = (address: string, body: unknown = {}) => call("POST", address, { key: mine.key, body });

      const { previewId } = await upload(mine.key, new Uint8Array(await readFile(corpus)));
      await runJobsOf(mine.ctx);
      const preview = Preview.parse((await get(`/previews/${previewId}`)).json.data);
      expect(preview.counts).toMatchObject({ total: 1659, store: 1657, skip: 2 });
      const approved = (await post(`/previews/${previewId}/approve`, { expectedHash: preview.hash })).json
        .data;
      await runJobsOf(mine.ctx);
      const address = `/batches/${String(approved?.["batchId"])}`;
      const batch = Batch.parse((await get(address)).json.data);
      const { total, stored, skipped, failed } = batch.counts;
      expect([total, stored, skipped, failed]).toEqual([1659, 1657, 2, 0]);
      expect(Object.values(batch.skippedBy).reduce((sum, count) => sum + count, 0)).toBe(skipped);
      expect([batch.counts.contacts, batch.counts.companies]).toEqual([
        preview.counts?.people,
        preview.counts?.companies,
      ]);

      const everything = await addressesOf(mine.ctx.workspace.id);
      expect(everything.length).toBeGreaterThan(600);
      for (const each of everything)
        expect([each, (await get(each, theirs.key)).status]).toEqual([each, 404]);
      for (const list of ["/contacts", "/companies", "/batches", "/connections", "/jobs"]) {
        expect([list, (await get(list, theirs.key)).json.data?.items]).toEqual([list, []]);
      }

      const edited = everything.find((each) => each.startsWith("/contacts/")) ?? "";
      expect((await call("PATCH", edited, { key: mine.key, body: { title: "Edited" } })).status).toBe(200);
      expect((await post(`${address}/undo`)).status).toBe(200);
      await runJobsOf(mine.ctx);
      const undone = Batch.parse((await get(address)).json.data);
      expect(undone.status).toBe("undone");
      expect(
        undone.kept.filter(({ table }) => table === "contacts").map(({ id }) => `/contacts/${id}`),
      ).toEqual([edited]);
      expect(await rowsLeft(mine.ctx)).toMatchObject({ contacts: 1, contact_identities: 1 });
      expect(
        Object.keys(await rowsLeft(mine.ctx)).filter((table) => !/^(contact|compan)/.test(table)),
      ).toEqual([]);
    },
  );
});
