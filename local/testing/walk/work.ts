import type { Context } from "#server/core/index.ts";
import { createNote, deleteNote } from "#server/notes/index.ts";
import { completeTask, createTask, deleteTask } from "#server/tasks/index.ts";

import { newContact } from "./people.ts";
import type { WalkCases } from "./types.ts";

async function noteId(owner: Context) {
  const contact = await newContact(owner);
  return { id: (await createNote(owner, { contactId: contact.id, body: "Likes numbers" })).id };
}

async function taskId(owner: Context) {
  const contact = await newContact(owner);
  return { id: (await createTask(owner, { contactId: contact.id, title: "Call" })).id };
}

/** Notes and tasks. */
export const workCases: WalkCases = {
  "notes.create": {
    seed: async (owner) => ({ contactId: (await newContact(owner)).id, body: "Likes numbers" }),
    stranger: "notFound",
  },
  "notes.get": { seed: noteId, stranger: "notFound" },
  "notes.list": {
    seed: async (owner) => {
      await noteId(owner);
      return {};
    },
    stranger: "empty",
  },
  "notes.update": {
    seed: async (owner) => ({ ...(await noteId(owner)), body: "Likes words" }),
    stranger: "notFound",
  },
  "notes.delete": { seed: noteId, stranger: "notFound" },
  "notes.restore": {
    seed: async (owner) => {
      const input = await noteId(owner);
      await deleteNote(owner, input);
      return input;
    },
    stranger: "notFound",
  },

  "tasks.create": {
    seed: async (owner) => ({ contactId: (await newContact(owner)).id, title: "Call" }),
    stranger: "notFound",
  },
  "tasks.get": { seed: taskId, stranger: "notFound" },
  "tasks.list": {
    seed: async (owner) => {
      await taskId(owner);
      return {};
    },
    stranger: "empty",
  },
  "tasks.update": {
    seed: async (owner) => ({ ...(await taskId(owner)), title: "Write" }),
    stranger: "notFound",
  },
  "tasks.complete": { seed: taskId, stranger: "notFound" },
  "tasks.reopen": {
    seed: async (owner) => {
      const input = await taskId(owner);
      await completeTask(owner, input);
      return input;
    },
    stranger: "notFound",
  },
  "tasks.delete": { seed: taskId, stranger: "notFound" },
  "tasks.restore": {
    seed: async (owner) => {
      const input = await taskId(owner);
      await deleteTask(owner, input);
      return input;
    },
    stranger: "notFound",
  },
};
