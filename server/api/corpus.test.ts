import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { call, newKey } from "#local/testing/rest.ts";
import { Batch } from "#lib/schemas/batches.ts";
import { Preview } from "#lib/schemas/previews.ts";
import { Imported } from "#lib/schemas/uploads.ts";
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

const Named = z.object({ displayName: z.string() });

/** Of what there are thousands, one of so many is asked for. */
const oneOf = 8;

/** Reading addresses of everything that the import made or is, under the ids that it gave. */
async function addressesOf(workspaceId: string): Promise<string[]> {
  const { client } = systemPool();
  const sources = [
    ["contacts", "/contacts/ID"],
    ["companies", "/companies/ID"],
    ["jobs", "/jobs/ID"],
    ["change_sets", "/change-sets/ID"],
    ["sync_batches", "/batches/ID"],
    ["sync_batches", "/batches/ID/kept"],
    ["previews", "/previews/ID"],
    ["previews", "/previews/ID/items?kind=person"],
    ["connections", "/connections/ID/status"],
    ["connections", "/connections/ID/failed"],
    ["threads", "/threads/ID", oneOf],
    ["interactions", "/interactions/ID", oneOf],
    ["contacts", "/contacts/ID/timeline", oneOf],
    ["companies", "/companies/ID/timeline", oneOf],
  ] as const;
  const lists = await Promise.all(
    sources.map(async ([table, path, every = 1]) => {
      const rows = await client<{ id: string }[]>`
        select id from ${client(`crm.${table}`)} where workspace_id = ${workspaceId} order by id`;
      return rows.filter((_, index) => index % every === 0).map(({ id }) => path.replace("ID", id));
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
      for (const list of ["/contacts", "/companies", "/batches", "/connections", "/jobs", "/threads"]) {
        expect([list, (await get(list, theirs.key)).json.data?.items]).toEqual([list, []]);
      }
      const [person] = (await get("/contacts?limit=1")).json.data?.items ?? [];
      const { displayName } = Named.parse(person);
      const found = `/search?query=${encodeURIComponent(displayName)}`;
      expect((await get(found)).text).toContain(displayName);
      expect((await get(found, theirs.key)).json.data?.items).toEqual([]);
      const sets = (await get("/change-sets", theirs.key)).text;
      for (const each of everything.filter((one) => one.startsWith("/change-sets/")))
        expect(sets).not.toContain(each.slice("/change-sets/".length));

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
