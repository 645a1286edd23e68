import { Readable } from "node:stream";

import { importMailbox, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { through } from "#local/testing/fixtures.ts";
import { mbox } from "#local/testing/mail.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { receiveFile } from "#server/storage/index.ts";
import { askProvider, revokeRule } from "#server/sync/index.ts";

import { newCountedAccount, newEvent, newFollowedAccount } from "../seed-account.ts";
import type { WalkCases } from "./types.ts";

const fileName = "inbox.mbox";
const mailbox = mbox([{ from: "ada@analytical.example", to: "me@home.example" }]);

const upload = (owner: Context) => uploadMailbox(owner, fileName, mailbox);

async function readyPreview(owner: Context) {
  const { previewId } = await upload(owner);
  await runJobsOf(owner);
  return { id: previewId };
}

/** On its way to Storage. */
async function announcedUpload(owner: Context) {
  const id = newId();
  await systemPool().client`
    insert into crm.uploads (id, workspace_id, owner_id, audience, storage_key, file_name, byte_size)
    values (${id}, ${owner.workspace.id}, ${owner.user.id}, 'private', ${`${owner.workspace.id}/${id}`}, 'a.mbox', 1)`;
  return { id };
}

const batchId = async (owner: Context) => ({ id: (await importMailbox(owner, fileName, mailbox)).id });

const day = "2026-03-01";
const countedDay = async (owner: Context) => ({
  id: await newCountedAccount(owner, day),
  from: day,
  to: day,
});

/** What a sync brought is private to its owner until it is shared: a viewer finds none of it. */
export const syncCases: WalkCases = {
  "imports.create": {
    seed: async (owner) => ({
      file: await receiveFile(owner, { stream: Readable.from([mailbox]), fileName }),
    }),
    stranger: "notFound",
  },
  "imports.resume": { seed: announcedUpload, stranger: "notFound" },
  "imports.complete": { seed: announcedUpload, stranger: "notFound" },
  "imports.discard": { seed: announcedUpload, stranger: "notFound" },
  "connections.list": {
    seed: async (owner) => {
      await upload(owner);
      return {};
    },
    stranger: "empty",
  },
  "connections.delete": {
    seed: async (owner) => ({ id: (await upload(owner)).connectionId }),
    stranger: "notFound",
  },
  "previews.create": {
    seed: async (owner) => ({ connectionId: (await upload(owner)).connectionId }),
    stranger: "notFound",
  },
  "previews.get": { seed: readyPreview, stranger: "notFound", viewer: "notFound" },
  "previews.items": {
    seed: async (owner) => ({ ...(await readyPreview(owner)), kind: "person" }),
    stranger: "notFound",
    viewer: "notFound",
  },
  "previews.select": {
    seed: async (owner) => ({ ...(await readyPreview(owner)), selection: { kinds: ["newsletter"] } }),
    stranger: "notFound",
  },
  "previews.discard": { seed: readyPreview, stranger: "notFound" },
  "previews.approve": { seed: readyPreview, stranger: "notFound" },
  "batches.get": { seed: batchId, stranger: "notFound", viewer: "notFound" },
  "batches.items": { seed: batchId, stranger: "notFound", viewer: "notFound" },
  "batches.kept": { seed: batchId, stranger: "notFound", viewer: "notFound" },
  "batches.list": {
    seed: async (owner) => {
      await batchId(owner);
      return {};
    },
    stranger: "empty",
  },
  "batches.undo": { seed: batchId, stranger: "notFound" },
  "batches.undoMany": {
    seed: async (owner) => ({ ids: [(await batchId(owner)).id] }),
    stranger: "notFound",
  },
  "connections.takeBack": {
    seed: async (owner) => {
      const { id } = await batchId(owner);
      const [batch] = await systemPool()
        .client`select connection_id as id from crm.sync_batches where id = ${id}`;
      return { id: batch?.["id"] };
    },
    stranger: "notFound",
  },
  "batches.resume": {
    seed: async (owner) => {
      const input = await batchId(owner);
      await systemPool().client`
        update crm.jobs set status = 'paused' where id = (select job_id from crm.sync_batches where id = ${input.id})`;
      return input;
    },
    stranger: "notFound",
  },
  "connections.sync": {
    seed: async (owner) => ({ id: await newFollowedAccount(owner) }),
    stranger: "notFound",
  },
  "connections.status": {
    seed: async (owner) => ({ id: await newFollowedAccount(owner) }),
    stranger: "notFound",
    viewer: "notFound",
  },
  "mailboxDays.count": { seed: countedDay, stranger: "notFound" },
  "mailboxDays.list": { seed: countedDay, stranger: "notFound", viewer: "notFound" },
  "mailboxDays.get": {
    seed: async (owner) => ({ id: await newCountedAccount(owner, day), day }),
    stranger: "notFound",
    viewer: "notFound",
  },
  "mailboxDays.fetch": { seed: countedDay, stranger: "notFound" },
  "failedItems.list": {
    seed: async (owner) => ({ id: await newFollowedAccount(owner) }),
    stranger: "notFound",
    viewer: "notFound",
  },
  "failedItems.replay": {
    seed: async (owner) => {
      const { id } = await batchId(owner);
      const [row] = await systemPool().client`
        update crm.raw_events set status = 'failed' where batch_id = ${id} returning connection_id as id`;
      return { id: row?.["id"] };
    },
    stranger: "notFound",
  },
  "missingMail.explain": {
    seed: async (owner) => {
      await batchId(owner);
      return { about: "ada@analytical.example" };
    },
    stranger: "untouched",
  },
  "missingMail.ask": {
    seed: async (owner) => ({ about: "<lost@x.example>", connectionId: await newFollowedAccount(owner) }),
    stranger: "notFound",
  },
  "missingMail.answer": {
    seed: async (owner) => {
      const connectionId = await newFollowedAccount(owner);
      const { questionId } = await askProvider(through(owner, "action"), { about: "lost", connectionId });
      return { id: questionId };
    },
    stranger: "notFound",
    viewer: "notFound",
  },
  "rules.revoke": {
    seed: async (owner) => ({ connectionId: await newFollowedAccount(owner), source: "gmail" }),
    stranger: "notFound",
  },
  "rules.restore": {
    seed: async (owner) => {
      const rule = { connectionId: await newFollowedAccount(owner), source: "gmail" } as const;
      await revokeRule(owner, rule);
      return rule;
    },
    stranger: "notFound",
  },
  "events.list": {
    seed: async (owner) => {
      const { startAt } = await newEvent(owner);
      const from = new Date(startAt.getTime() - 86_400_000).toISOString();
      return { from, to: new Date(startAt.getTime() + 86_400_000).toISOString() };
    },
    stranger: "empty",
  },
  "events.get": {
    seed: async (owner) => ({ id: (await newEvent(owner)).id }),
    stranger: "notFound",
    viewer: "notFound",
  },
};
