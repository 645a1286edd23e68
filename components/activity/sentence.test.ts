import { expect, test } from "vitest";

import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";

import { columnsOf, recordWords, sentenceOf } from "./sentence.ts";

const id = "01890000-0000-7000-8000-000000000001";

const summary: ChangeSetSummary = {
  id,
  operation: "contacts.update",
  kind: "edit",
  status: "sealed",
  actorKind: "user",
  who: { id, name: "Anna" },
  reason: {},
  itemCount: 1,
  stepCount: 1,
  subject: null,
  imported: null,
  revertsId: null,
  revertsPart: null,
  revertedById: null,
  createdAt: "2026-11-20T10:00:00.000Z",
  sealedAt: null,
};

const words = (change: Partial<ChangeSetSummary>): string => {
  const { before, subject, after } = sentenceOf({ ...summary, ...change });
  return [before, subject?.label, after].filter(Boolean).join(" ");
};

const updated = (fields: { field: string; old: unknown; new: unknown }[]) =>
  words({ subject: { table: "contacts", rowId: id, label: "Acme", op: "update", fields } });

test("one field is told with what it was and is", () => {
  expect(updated([{ field: "stage", old: "Lead", new: "Won" }])).toBe(
    "changed stage of Acme from Lead to Won",
  );
  expect(updated([{ field: "title", old: null, new: "Chair" }])).toBe("changed title of Acme to Chair");
  expect(updated([{ field: "company_id", old: null, new: id }])).toBe("changed company of Acme");
});

test("a mail that was archived is named where it may be read", () => {
  const subject = { table: "threads", rowId: id, op: "update" as const, fields: [] };
  const told = (label: string | null) =>
    words({
      operation: "mail.archive",
      itemCount: 0,
      subject: label === null ? null : { ...subject, label },
    });
  expect(told("Looms")).toBe("archived the mail Looms");
  expect(told(null)).toBe("archived a mail");
});

test("events and drafts at Google are named, also where it was taken back what was done to them", () => {
  const event = { table: "calendar_events", rowId: id, label: "Lunch", op: "update" as const, fields: [] };
  const draft = { ...event, table: "drafts", label: "Re: Looms", op: "insert" as const };
  const back = { operation: "changeSets.revert", kind: "revert" as const, revertsId: id, itemCount: 0 };
  expect(words({ operation: "events.move", itemCount: 0, subject: event })).toBe("moved the event Lunch");
  expect(words({ ...back, subject: event })).toBe("took back a change of the event Lunch");
  expect(words({ ...back, subject: { ...event, op: "insert" } })).toBe("took back the event Lunch");
  expect(words({ operation: "drafts.create", itemCount: 0, subject: draft })).toBe(
    "created the draft Re: Looms",
  );
  expect(words({ ...back, subject: draft })).toBe("took back the draft Re: Looms");
  expect(words({ ...back, subject: { ...event, label: null } })).toBe("took back a change of an event");
});

test("a mail that was to be sent is told by what became of it", () => {
  const told = (state: string, operation = "mail.send") =>
    words({
      operation,
      itemCount: 0,
      subject: {
        ...{ table: "mails", rowId: id, label: "Looms", op: "update" as const },
        fields: [{ field: "state", old: null, new: state }],
      },
    });
  expect(told("sent")).toBe("sent the mail Looms");
  expect(told("calledBack")).toBe("wrote the mail Looms but called it back before it was sent");
  expect(told("waiting")).toBe("wrote the mail Looms which is still to be sent");
  expect(told("failed")).toBe("wrote the mail Looms which could not be sent");
  expect(told("sent", "proposals.approve")).toBe("sent the mail Looms");
  expect(told("calledBack", "mail.callBack")).toBe("called back the mail Looms");
  expect(words({ operation: "mail.send", itemCount: 0 })).toBe("prepared a mail to be sent");
});

test("several fields are named, states have verbs of their own", () => {
  const two = [
    { field: "title", old: "a", new: "b" },
    { field: "notes", old: "c", new: "d" },
  ];
  expect(updated(two)).toBe("changed title and notes of Acme");
  expect(updated([{ field: "done_at", old: null, new: "2026-12-01T08:57:00Z" }])).toBe(
    "completed contact Acme",
  );
  expect(updated([{ field: "done_at", old: "2026-12-01T08:57:00Z", new: null }])).toBe(
    "reopened contact Acme",
  );
  expect(updated([{ field: "deleted_at", old: null, new: "2026-11-20T10:00:00Z" }])).toBe(
    "deleted contact Acme",
  );
  expect(updated([{ field: "deleted_at", old: "2026-11-20T10:00:00Z", new: null }])).toBe(
    "restored contact Acme",
  );
});

test("what is more than one record is told as a whole", () => {
  expect(words({ kind: "sync", operation: "batches.import", itemCount: 420 })).toBe("ran an import");
  const imported = { content: "mail", stored: 1204, label: "ada@x.example" } as const;
  const batch = { kind: "sync", operation: "batches.import", imported } as const;
  expect(words(batch)).toBe("imported 1,204 messages from ada@x.example");
  expect(words({ ...batch, imported: { ...imported, content: "meetings", stored: 1 } })).toBe(
    "imported 1 meeting from ada@x.example",
  );
  expect(words({ operation: "workspaces.provision", kind: "system" })).toBe("made this workspace");
  expect(words({})).toBe("changed a contact");
  const subject = { table: "tasks", rowId: id, label: "Call", op: "delete" as const, fields: [] };
  expect(words({ operation: "changeSets.revert", kind: "revert", subject })).toBe(
    "took back a change of Call",
  );
});

test("of steps approved together the first is named, and how many there are", () => {
  const subject = { table: "tasks", rowId: id, label: "Call Ada", op: "insert" as const, fields: [] };
  const joint = { operation: "proposals.approve", stepCount: 3, itemCount: 5, subject };
  expect(words(joint)).toBe("made 3 changes: created task Call Ada and 2 more");
  const field = { field: "title", old: "Call", new: "Call Ada" };
  expect(words({ ...joint, subject: { ...subject, op: "update", fields: [field] } })).toBe(
    "made 3 changes: changed title of Call Ada from Call to Call Ada and 2 more",
  );
  expect(words({ ...joint, operation: "changeSets.revert", kind: "revert", revertsId: id })).toBe(
    "took back 3 changes: Call Ada and 2 more",
  );
  expect(words({ ...joint, stepCount: 1 })).toBe("created task Call Ada");
});

test("the diff leaves bookkeeping and what is as before out", () => {
  const before = { title: "a", version: 1, name: "same" };
  const after = { title: "b", version: 2, name: "same" };
  expect(columnsOf(before, after, {})).toEqual([{ field: "title", old: "a", new: "b" }]);
});

test("the diff names what a value points to, and shows no id", () => {
  const after = { kind: "email", contact_id: id, batch_id: id.replace("0", "1") };
  expect(columnsOf(null, after, { [id]: "Mia Berg" })).toEqual([
    { field: "kind", old: null, new: "email" },
    { field: "contact_id", old: null, new: "Mia Berg" },
  ]);
});

test("a record of a change is told by what it is, not by where it is kept", () => {
  expect(recordWords({ table: "contact_identities", rowId: id, op: "insert" })).toBe("Added address");
  expect(recordWords({ table: "contact_tags", rowId: id, op: "delete" })).toBe("Removed tag");
  expect(recordWords({ table: "tasks", rowId: id, op: "update" })).toBe("Changed task");
  expect(recordWords({ table: "interactions", rowId: null, op: "insert" })).toBe("Created in interactions");
});
