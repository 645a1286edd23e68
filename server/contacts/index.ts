import { createContact } from "./create.ts";
import { deleteContact } from "./delete.ts";
import { getContact } from "./get.ts";
import { listContacts } from "./list.ts";
import { restoreContact } from "./restore.ts";
import { contactTimeline } from "./timeline.ts";
import { updateContact } from "./update.ts";

export {
  contactTimeline,
  createContact,
  deleteContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
};

export const contactOperations = [
  createContact,
  getContact,
  listContacts,
  updateContact,
  deleteContact,
  restoreContact,
  contactTimeline,
] as const;
