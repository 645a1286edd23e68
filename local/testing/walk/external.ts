import { createEvent } from "#server/calendar/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { createDraft } from "#server/drafts/index.ts";
import { sendMail } from "#server/mail/index.ts";

import { newMail } from "../seed-mail.ts";
import type { WalkCases } from "./types.ts";

async function connected(owner: Context): Promise<string> {
  const { id } = await connectAccount(
    { ...owner, door: "action" },
    { account: "ada@gmail.example", grants: ["gmail", "calendar", "gmail_compose", "gmail_send", "gmail_modify", "calendar_write"] },
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
  "mail.send": {
    seed: async (owner) => ({ ...letter, connectionId: await connected(owner) }),
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
