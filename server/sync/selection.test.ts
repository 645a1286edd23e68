import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import {
  nothingUnticked,
  type PreviewSelection,
  type SyncControlsInput,
} from "#lib/schemas/sync-controls.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { newestBatch, previewOf, sourceState, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  approvePreview,
  createPreview,
  getBatch,
  getPreview,
  restoreRule,
  revokeRule,
  selectPreview,
} from "./index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "7" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

const me = "me@home.example";
const labels = ["Inbox", "Work", "Offers"];

/** Mail of every kind under several labels, with copies; some of a kind that its first copy is not of. */
const mails = Array.from({ length: 36 }, (_, index) => {
  const person = `p${String(index % 6)}@firm${String(index % 3)}.example`;
  const kind = index % 5;
  const filed = [labels[index % 3], ...(index % 4 === 0 ? [labels[(index + 1) % 3]] : [])].join(",");
  const headers = [
    `X-Gmail-Labels: ${filed}`,
    ...(kind === 1 ? ["List-Unsubscribe: <https://shop.example/u>"] : []),
    ...(kind === 2 ? ["Auto-Submitted: auto-generated"] : []),
  ];
  return {
    from: kind === 4 ? me : kind === 1 ? `news${String(index % 2)}@shop.example` : person,
    to: kind === 4 ? person : `${me}, cc${String(index % 4)}@other.example`,
    // Every ninth is a copy of the one before it.
    id: `m${String(index % 9 === 8 ? index - 1 : index)}@x.example`,
    date: new Date(Date.UTC(2026, index % 4, 1 + (index % 20))).toUTCString(),
    headers,
  };
});

async function previewed(owner: Context, controls?: SyncControlsInput) {
  const { previewId, connectionId } = await uploadMailbox(owner, "all.mbox", mbox(mails), me);
  const id = controls ? (await createPreview(owner, { connectionId, controls })).id : previewId;
  await runJobsOf(owner);
  const preview = await getPreview(through(owner, "rest"), { id });
  expect(preview).toMatchObject({ status: "ready", error: null });
  return preview;
}

async function imported(owner: Context, id: string, expectedHash: string | null) {
  const { batchId } = await approvePreview(owner, { id, ...(expectedHash ? { expectedHash } : {}) });
  await runJobsOf(owner);
  return getBatch(through(owner, "rest"), { id: batchId });
}

const anySelection = fc.record<PreviewSelection>({
  kinds: fc.subarray(["own", "person", "newsletter", "automated", "list"] as const, { maxLength: 3 }),
  labels: fc.subarray(labels, { maxLength: 2 }),
  senders: fc.subarray(["p0@firm0.example", "news1@shop.example", "p4@firm1.example"]),
  people: fc.subarray(["p0@firm0.example", "p1@firm1.example", "cc2@other.example"]),
  domains: fc.subarray(["firm2.example", "other.example"], { maxLength: 1 }),
  companies: fc.subarray(["firm0.example", "firm1.example"]),
});
const anyControls = fc.record({
  from: fc.constantFrom(null, "2026-02-01"),
  until: fc.constantFrom(null, "2026-03-15"),
  labelsOut: fc.subarray(["Offers"]),
  onlyWroteTo: fc.boolean(),
  excluded: fc.subarray(["firm1.example", "news0@shop.example"]),
});

/** What the preview says comes, and what came, in the same words. */
function expectSame(
  preview: Awaited<ReturnType<typeof previewed>>,
  batch: Awaited<ReturnType<typeof imported>>,
): void {
  expect(batch).toMatchObject({ status: "done", skippedBy: preview.skipBy });
  const { total, store, skip, people, companies } = preview.counts ?? {};
  expect(batch.counts).toEqual({
    total,
    stored: store,
    skipped: skip,
    failed: 0,
    contacts: people,
    companies,
  });
}

describe("what a preview counts is what its import stores", () => {
  test("of a file, for any selection and controls", async () => {
    const tries = fc.sample(fc.tuple(anySelection, anyControls), { numRuns: 7, seed: 4 });
    for (const [selection, controls] of [[nothingUnticked, {}] as const, ...tries]) {
      const owner = await newOwner();
      const { id } = await previewed(owner, controls);
      const selected = await selectPreview(owner, { id, selection });
      expect(selected.selection).toEqual(selection);
      expectSame(selected, await imported(owner, id, selected.hash));
      const [left] = await systemPool().client`
        select count(*)::int as count from crm.raw_events
        where workspace_id = ${owner.workspace.id} and payload is not null and reason like '%\_ticked'`;
      expect(left).toEqual({ count: 0 });
    }
  }, 90_000);
});

test("an approval is bound to what was unticked, and what is approved is not chosen again", async () => {
  const owner = await newOwner();
  const { id, hash } = await previewed(owner);
  const selected = await selectPreview(owner, { id, selection: { kinds: ["newsletter"] } });
  expect(selected.hash).not.toBe(hash);
  await expect(approvePreview(owner, { id, expectedHash: hash ?? "" })).rejects.toMatchObject({
    code: "stale",
  });
  const batch = await imported(owner, id, selected.hash);
  expect(batch.skippedBy["kind_not_ticked"]).toBeGreaterThan(0);
  await expect(selectPreview(owner, { id, selection: {} })).rejects.toMatchObject({ code: "conflict" });
});

test("controls that make no sense are said at their field", async () => {
  const owner = await newOwner();
  const { connectionId } = await uploadMailbox(owner, "all.mbox", mbox(mails));
  const refusedAt = async (controls: SyncControlsInput, field: string) => {
    const refused = createPreview(owner, { connectionId, controls });
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: expect.any(String) },
    });
  };
  await refusedAt({ from: "2026-03-01", until: "2026-02-01" }, "controls.until");
  await refusedAt({ excluded: ["firm.example", "not a domain"] }, "controls.excluded.1");
  await refusedAt({ query: "from:(ada" }, "controls.query");
  await refusedAt({ query: "from:ada" }, "controls.query");
  await refusedAt({ onlyWroteTo: true }, "controls.onlyWroteTo");
});

describe("a mailbox", () => {
  test("comes as it was chosen, now and later, until its rule is revoked", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const letter = (from: string, id: string, more: string[] = []) => ({
      from,
      to: account.email,
      id: `${id}@mail.example`,
      headers: more,
    });
    await account.deliver([letter("ada@firm.example", "a"), letter("spouse@home.example", "b")]);
    await account.deliver([letter("news@shop.example", "n", ["List-Unsubscribe: <https://shop.example/u>"])]);
    const { id } = await createPreview(owner, {
      connectionId: account.connectionId,
      controls: { excluded: ["home.example"], audience: "metadata" },
    });
    await runJobsOf(owner);
    const selected = await selectPreview(owner, { id, selection: { kinds: ["newsletter"] } });
    expect(selected).toMatchObject({
      counts: { total: 3, store: 1, skip: 2, people: 1 },
      skipBy: { excluded: 1, kind_not_ticked: 1 },
    });
    expectSame(selected, await imported(owner, id, selected.hash));
    const [stored] = await systemPool().client`
      select audience from crm.interactions where workspace_id = ${owner.workspace.id}`;
    expect(stored).toEqual({ audience: "metadata" });

    await account.deliver([letter("bob@firm.example", "c"), letter("spouse@home.example", "d")]);
    await syncNow(owner, account);
    expect(await newestBatch(owner)).toMatchObject({
      counts: { total: 2, stored: 1 },
      skippedBy: { excluded: 1 },
    });

    const rule = { connectionId: account.connectionId, source: "gmail" } as const;
    await revokeRule(owner, rule);
    expect(await sourceState(owner)).toMatchObject({ following: false, rule: { revoked: true } });
    await expect(syncNow(owner, account)).rejects.toMatchObject({ code: "conflict" });
    await expect(revokeRule(owner, rule)).rejects.toMatchObject({ code: "conflict" });
    await account.deliver([letter("cleo@firm.example", "e")]);
    await restoreRule(owner, rule);
    await syncNow(owner, account);
    expect(await newestBatch(owner)).toMatchObject({ counts: { total: 1, stored: 1 } });

    // What was left out may be chosen by another preview.
    const again = await previewOf(owner, account);
    expect(again).toMatchObject({ counts: { total: 6, store: 3 }, skipBy: { already_stored: 3 } });
  }, 30_000);

  test("says which search Gmail does not take, at its field", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver([{ from: "ada@firm.example", to: account.email }]);
    await google.fault({
      path: "/gmail/v1/users/me/messages",
      status: 400,
      reason: "invalidArgument",
      times: 9,
    });
    const { id } = await createPreview(owner, {
      connectionId: account.connectionId,
      controls: { query: "subject:bridge" },
    });
    await runJobsOf(owner);
    expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
      status: "failed",
      error: { code: "invalid_input", fields: { "controls.query": expect.stringMatching(/search/) } },
    });
  });
});

test("what comes later obeys the search and the labels too, without reading what they leave out", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const letter = (subject: string, id: string) => ({
    from: `${id}@firm.example`,
    to: account.email,
    id: `${id}@mail.example`,
    subject,
    date: new Date().toUTCString(),
  });
  await account.deliver([letter("Bridge one", "a"), letter("Lunch", "b")], ["INBOX"]);
  await account.deliver([letter("Bridge two", "c")], ["INBOX", "STARRED"]);
  const { id } = await createPreview(owner, {
    connectionId: account.connectionId,
    controls: { query: "subject:bridge", labelsOut: ["STARRED"] },
  });
  await runJobsOf(owner);
  const preview = await getPreview(through(owner, "rest"), { id });
  expect(preview).toMatchObject({ status: "ready", counts: { total: 1, store: 1 } });
  expectSame(preview, await imported(owner, id, preview.hash));

  await account.deliver([letter("Bridge three", "d"), letter("Dinner", "e")], ["INBOX"]);
  await account.deliver([letter("Bridge four", "f")], ["INBOX", "STARRED"]);
  const before = await google.requests(/messages\/\w+/);
  await syncNow(owner, account);
  expect(await newestBatch(owner)).toMatchObject({ counts: { total: 1, stored: 1, contacts: 1 } });
  expect((await google.requests(/messages\/\w+/)) - before).toBe(1);
}, 30_000);
