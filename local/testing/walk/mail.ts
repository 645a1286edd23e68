import type { Context } from "#server/core/index.ts";

import { newMail } from "../seed-mail.ts";
import { nothing, type WalkCases } from "./types.ts";

const mail = (owner: Context) =>
  newMail(owner, { from: "ada@x.example", to: "me@y.example", subject: "Looms", body: "About the looms." });

export const mailCases: WalkCases = {
  "threads.list": {
    seed: async (owner) => {
      await mail(owner);
      return {};
    },
    stranger: "empty",
  },
  "threads.get": { seed: async (owner) => ({ id: (await mail(owner)).threadId }), stranger: "notFound" },
  "interactions.get": { seed: async (owner) => ({ id: (await mail(owner)).id }), stranger: "notFound" },
  "interactions.search": {
    seed: async (owner) => {
      await mail(owner);
      return { text: "looms" };
    },
    stranger: "empty",
  },
  "today.get": {
    seed: async (owner) => {
      await mail(owner);
      return {};
    },
    stranger: "untouched",
  },
  "members.list": { seed: nothing, stranger: "untouched" },
  "profile.get": { seed: nothing, stranger: "untouched" },
  "profile.update": {
    seed: () => Promise.resolve({ timeZone: "Europe/Berlin" }),
    stranger: "untouched",
    viewer: "answered",
  },
  "system.describe": { seed: nothing, stranger: "untouched" },
};
