import { createContact } from "./create.ts";
import { deleteContact } from "./delete.ts";
import { getContact } from "./get.ts";
import { contactRow } from "./internal.ts";
import { listContacts } from "./list.ts";
import { mailAddressesOf } from "./mail-addresses.ts";
import { restoreContact } from "./restore.ts";
import { audienceOfSubject, type Subject } from "./subject.ts";
import { contactTimeline } from "./timeline.ts";
import { updateContact } from "./update.ts";

export {
  audienceOfSubject,
  contactRow,
  contactTimeline,
  createContact,
  deleteContact,
  getContact,
  listContacts,
  mailAddressesOf,
  restoreContact,
  type Subject,
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
