import type { SyncControlsInput } from "#lib/schemas/sync-controls.ts";
import type { SyncSource } from "#lib/schemas/sync.ts";
import type { Context } from "#server/core/index.ts";
import {
  approvePreview,
  createPreview,
  getBatch,
  getPreview,
  listBatches,
  listConnections,
  syncConnection,
} from "#server/sync/index.ts";

import { through } from "./fixtures.ts";
import type { TestAccount } from "./google-stand-in.ts";
import { runJobsOf } from "./imports.ts";
import type { source } from "./mail.ts";

type Mail = Parameters<typeof source>[0];

/** The preview of an account, once its job has run. */
export async function previewOf(
  owner: Context,
  { connectionId }: Pick<TestAccount, "connectionId">,
  source: SyncSource = "gmail",
  controls: SyncControlsInput = {},
) {
  const { id } = await createPreview(owner, { connectionId, source, controls });
  await runJobsOf(owner);
  return getPreview(through(owner, "rest"), { id });
}

/** The whole way: preview, approve, import. */
export async function importAccount(
  owner: Context,
  account: Pick<TestAccount, "connectionId">,
  source: SyncSource = "gmail",
  controls: SyncControlsInput = {},
) {
  const preview = await previewOf(owner, account, source, controls);
  if (preview.status !== "ready") throw new Error(preview.error?.message ?? preview.status);
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  return getBatch(through(owner, "rest"), { id: batchId });
}

/** "Sync now", and what it does. */
export async function syncNow(owner: Context, { connectionId }: TestAccount): Promise<void> {
  await syncConnection(owner, { id: connectionId });
  await runJobsOf(owner);
}

export const newestBatch = async (owner: Context) =>
  (await listBatches(through(owner, "rest"), { limit: 1 })).items[0];

export const sourceState = async (owner: Context) =>
  (await listConnections(through(owner, "rest"), {})).items[0]?.sources[0];

/** `count` mails from ten people to the account, one a day. */
export const lettersTo = (email: string, count: number, tag = "a"): Mail[] =>
  Array.from({ length: count }, (_, index) => ({
    from: `Person ${String(index % 10)} <p${String(index % 10)}@firm${String((index % 10) % 3)}.example>`,
    to: email,
    subject: `Letter ${String(index)}`,
    id: `${tag}${String(index)}@mail.example`,
    date: new Date(Date.UTC(2026, 0, 1 + index)).toUTCString(),
    body: `Text ${String(index)}`,
  }));

export const newsletterTo = (email: string, id = "news@mail.example"): Mail => ({
  from: "News <news@shop.example>",
  to: email,
  id,
  headers: ["List-Unsubscribe: <https://shop.example/u>"],
});
