import { createEvent } from "#server/calendar/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { createDraft } from "#server/drafts/index.ts";
import { sendMail } from "#server/mail/index.ts";

import { newEvent } from "../seed-event.ts";
import { newMail } from "../seed-mail.ts";
import type { WalkCases } from "./types.ts";

async function connected(owner: Context): Promise<string> {
  const { id } = await connectAccount(
    { ...owner, door: "action" },
    {
      account: "ada@gmail.example",
      grants: ["gmail", "calendar", "gmail_compose", "gmail_send", "gmail_modify", "calendar_write"],
    },
  );
  return id;
}

const meeting = { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 };
const letter = { to: ["bea@x.example"], subject: "Looms", body: "Hello" };

/** What leaves the house: here only as far as the row that a worker performs. */
export const externalCases: WalkCases = {
  "events.create": {
    seed: async (owner) => ({ ...meeting, connectionId: await connected(owner) }),
    stranger: "notFound",
  },
  "events.delete": {
    seed: async (owner) => {
      await connected(owner);
      return { id: (await createEvent({ ...owner, door: "action" }, meeting)).effectId };
    },
    stranger: "notFound",
  },
  "drafts.create": {
    seed: async (owner) => ({ ...letter, connectionId: await connected(owner) }),
    stranger: "notFound",
  },
  "drafts.delete": {
    seed: async (owner) => {
      await connected(owner);
      return { id: (await createDraft({ ...owner, door: "action" }, letter)).effectId };
    },
    stranger: "notFound",
  },
  "events.move": {
    seed: async (owner) => ({ ...(await event(owner)), startAt: "2026-03-11T10:00:00Z" }),
    stranger: "notFound",
  },
  "events.invite": {
    seed: async (owner) => ({ ...(await event(owner)), addresses: ["bea@x.example"] }),
    stranger: "notFound",
  },
  "events.free": {
    seed: async (owner) => {
      await event(owner);
      return { from: "2026-03-10T00:00:00Z", to: "2026-03-12T00:00:00Z", minutes: 30 };
    },
    stranger: "untouched",
  },
  "mail.send": {
    seed: async (owner) => ({ ...letter, connectionId: await connected(owner) }),
    stranger: "notFound",
  },
  "mail.archive": { seed: conversation, stranger: "notFound" },
  "mail.label": {
    seed: async (owner) => ({ ...(await conversation(owner)), add: ["Looms"] }),
    stranger: "notFound",
  },
  "mail.callBack": { seed: sent, stranger: "notFound" },
  "mail.get": { seed: sent, stranger: "notFound", viewer: "notFound" },
  "mail.voice": {
    seed: async (owner) => ({
      interactionId: (await newMail(owner, { from: "bea@x.example", to: "me@y.example" })).id,
    }),
    stranger: "notFound",
  },
};

async function sent(owner: Context): Promise<{ id: string }> {
  await connected(owner);
  return { id: (await sendMail({ ...owner, door: "action" }, letter)).effectId };
}

/** One that stands in Gmail, as an import leaves it. */
async function conversation(owner: Context): Promise<{ threadId: string }> {
  const connectionId = await connected(owner);
  const { id, threadId } = await newMail(owner, { from: "bea@x.example", to: "me@y.example", raw: "x" });
  await systemPool().client`
    update crm.raw_events set source = 'gmail', connection_id = ${connectionId} where interaction_id = ${id}`;
  return { threadId };
}

/** A meeting in the caller's calendar, as a sync leaves it. */
async function event(owner: Context): Promise<{ id: string }> {
  return newEvent(owner, await connected(owner), { startAt: "2026-03-10T10:00:00Z", minutes: 45 });
}
