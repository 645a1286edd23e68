import type { Intent } from "../intent.ts";
import { cancelEvent, moveEvent } from "./change-event.ts";
import { count } from "./count.ts";
import { createContact } from "./create-contact.ts";
import { createNote } from "./create-note.ts";
import { createTask } from "./create-task.ts";
import { createContactWithTask, createTasks } from "./create-together.ts";
import { draftMail } from "./draft-mail.ts";
import { findPerson } from "./find-person.ts";
import { freeTimes } from "./free-times.ts";
import { listByFilter } from "./list-by-filter.ts";
import { remember } from "./remember.ts";
import { replyMail } from "./reply-mail.ts";
import { saidAbout } from "./said-about.ts";
import { scheduleMeeting } from "./schedule-meeting.ts";
import { sendMail } from "./send-mail.ts";
import { archiveMail, labelMail } from "./sort-mail.ts";
import { summariseThread } from "./summarise-thread.ts";
import { undo } from "./undo.ts";
import { whoWaits } from "./who-waits.ts";

/** The first that recognises a question answers it: the particular stand before the general. */
export const intents: readonly Intent[] = [
  whoWaits,
  saidAbout,
  summariseThread,
  listByFilter,
  count,
  createContactWithTask,
  createTasks,
  createTask,
  createNote,
  remember,
  createContact,
  draftMail,
  replyMail,
  sendMail,
  archiveMail,
  labelMail,
  scheduleMeeting,
  freeTimes,
  moveEvent,
  cancelEvent,
  undo,
  findPerson,
];
