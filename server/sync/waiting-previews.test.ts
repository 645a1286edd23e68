import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { previewOf } from "#local/testing/google-sync.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { getToday } from "#server/insights/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  approvePreview,
  createPreview,
  deleteConnection,
  discardPreview,
  getPreview,
  listConnections,
} from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const waiting = async (owner: Context) =>
  (await listConnections(through(owner, "rest"), {})).items.flatMap(({ previews }) =>
    previews.map(({ id, status }) => [id, status]),
  );
const onToday = async (owner: Context) =>
  (await getToday(through(owner, "rest"), {})).previews.map(({ id }) => id);

async function someAccount() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver([{ from: "ada@firm.example", to: account.email, id: "a@x" }]);
  return { owner, account };
}

test("a preview that was made and left is listed, until it is approved or another is", async () => {
  const { owner, account } = await someAccount();
  const mail = await previewOf(owner, account);
  const { id: next } = await createPreview(owner, { connectionId: account.connectionId });
  // Of each source the newest.
  expect(await waiting(owner)).toEqual([[next, "pending"]]);
  expect(await onToday(owner)).toEqual([]);
  await runJobsOf(owner);
  const calendar = await previewOf(owner, account, "calendar");
  expect(await waiting(owner)).toEqual([
    [calendar.id, "ready"],
    [next, "ready"],
  ]);
  expect(await onToday(owner)).toEqual([calendar.id, next]);

  await approvePreview(owner, { id: mail.id });
  expect(await waiting(owner)).toEqual([[calendar.id, "ready"]]);
  await approvePreview(owner, { id: calendar.id });
  expect(await waiting(owner)).toEqual([]);
  expect(await onToday(owner)).toEqual([]);
});

test("discarded, it is gone with those before it, also while it is being made", async () => {
  const { owner, account } = await someAccount();
  const first = await previewOf(owner, account);
  const second = await previewOf(owner, account);
  const calendar = await previewOf(owner, account, "calendar");
  await discardPreview(owner, { id: second.id });
  expect(await waiting(owner)).toEqual([[calendar.id, "ready"]]);
  for (const { id } of [first, second])
    await expect(getPreview(through(owner, "rest"), { id })).rejects.toMatchObject({ code: "not_found" });
  const [left] = await systemPool().client`
    select count(*)::int as count from crm.preview_items where preview_id in (${first.id}, ${second.id})`;
  expect(left).toEqual({ count: 0 });

  const { id } = await createPreview(owner, { connectionId: account.connectionId });
  await discardPreview(owner, { id });
  await runJobsOf(owner);
  expect(await waiting(owner)).toEqual([[calendar.id, "ready"]]);

  const third = await previewOf(owner, account);
  await approvePreview(owner, { id: third.id });
  await expect(discardPreview(owner, { id: third.id })).rejects.toMatchObject({ code: "conflict" });
});

test("of a file too, and nobody sees another's", async () => {
  const owner = await newOwner();
  const mail = mbox([{ from: "ada@firm.example", to: "me@home.example" }]);
  const { previewId, connectionId } = await uploadMailbox(owner, "all.mbox", mail);
  await runJobsOf(owner);
  expect(await waiting(owner)).toEqual([[previewId, "ready"]]);
  const stranger = await newOwner();
  expect(await onToday(stranger)).toEqual([]);
  await expect(discardPreview(stranger, { id: previewId })).rejects.toMatchObject({ code: "not_found" });

  // Given up with its file, it is not there any more either.
  await deleteConnection(owner, { id: connectionId });
  expect(await waiting(owner)).toEqual([]);
  await expect(getPreview(through(owner, "rest"), { id: previewId })).rejects.toMatchObject({
    code: "not_found",
  });
});
