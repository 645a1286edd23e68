import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { itemsOfOperation } from "#local/testing/operation-items.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { createCompany, deleteCompany } from "#server/companies/index.ts";
import { createContact } from "#server/contacts/index.ts";
import { newId } from "#server/core/index.ts";

import {
  completeTask,
  createTask,
  deleteTask,
  getTask,
  listTasks,
  reopenTask,
  restoreTask,
  updateTask,
} from "./index.ts";

useTestDatabase();

const missing = { code: "not_found" };

test("a task is created with its due date in UTC, and the ledger tells of it", async () => {
  const ctx = await newOwner();
  const contact = await createContact(ctx, { displayName: "Ada" });
  const company = await createCompany(ctx, { name: "Acme" });
  const task = await createTask(ctx, {
    title: " Call back ",
    dueAt: "2026-03-01T09:30:00+02:00",
    contactId: contact.id,
    companyId: company.id,
    assigneeId: ctx.user.id,
  });
  expect(task).toMatchObject({
    title: "Call back",
    dueAt: "2026-03-01T07:30:00.000Z",
    doneAt: null,
    contactName: "Ada",
    companyName: "Acme",
    assigneeName: ctx.user.id,
    audience: "workspace",
    ownerId: ctx.user.id,
  });
  expect(await itemsOfOperation(ctx, "tasks.create")).toMatchObject([
    { table_name: "tasks", op: "I", row_id: task.id },
  ]);
});

test.each([
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59-10:00",
  "2026-02-30T00:00:00Z",
  "2026-03-01",
  "tomorrow",
])("%s is no due date", async (dueAt) => {
  await expect(createTask(await newOwner(), { title: "Call", dueAt })).rejects.toMatchObject({
    code: "invalid_input",
    fields: { dueAt: expect.any(String) },
  });
});

test("each change is one entry of the ledger; ticking off twice is one, and keeps the first time", async () => {
  const ctx = await newOwner();
  const { id } = await createTask(ctx, { title: "Call" });
  await updateTask(ctx, { id, dueAt: "2026-03-01T07:30:00Z", expectedVersion: 1 });
  await expect(updateTask(ctx, { id, title: "x", expectedVersion: 1 })).rejects.toMatchObject({
    code: "stale",
  });
  const done = await completeTask(ctx, { id });
  expect(done.doneAt).not.toBeNull();
  expect((await completeTask(ctx, { id })).doneAt).toBe(done.doneAt);
  expect((await reopenTask(ctx, { id })).doneAt).toBeNull();
  await reopenTask(ctx, { id });
  await deleteTask(ctx, { id });
  await expect(completeTask(ctx, { id })).rejects.toMatchObject(missing);
  await restoreTask(ctx, { id });
  await expect(restoreTask(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  await updateTask(ctx, { id });
  for (const verb of ["update", "complete", "reopen", "delete", "restore"]) {
    expect(await itemsOfOperation(ctx, `tasks.${verb}`), verb).toMatchObject([
      { table_name: "tasks", op: "U" },
    ]);
  }
  expect(await getTask(through(ctx, "rest"), { id })).toMatchObject({
    title: "Call",
    dueAt: "2026-03-01T07:30:00.000Z",
    deletedAt: null,
  });
  expect((await updateTask(ctx, { id, dueAt: null })).dueAt).toBeNull();
});

test("another workspace gets not found, on its contacts and companies too", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  const { id } = await createTask(ctx, { title: "Call", contactId });
  await expect(getTask(through(stranger, "rest"), { id })).rejects.toMatchObject(missing);
  for (const verb of [completeTask, reopenTask, deleteTask, restoreTask])
    await expect(verb(stranger, { id })).rejects.toMatchObject(missing);
  await expect(updateTask(stranger, { id, title: "x" })).rejects.toMatchObject(missing);
  await expect(createTask(stranger, { title: "x", contactId })).rejects.toMatchObject(missing);
  const own = await createTask(stranger, { title: "mine" });
  await expect(updateTask(stranger, { id: own.id, companyId })).rejects.toMatchObject(missing);
  expect((await listTasks(through(stranger, "rest"), { contactId })).items).toEqual([]);
});

test("a viewer reads but is refused every write", async () => {
  const ctx = await newOwner();
  const { id } = await createTask(ctx, { title: "Call" });
  const viewer = await newMember(ctx, "viewer");
  expect((await getTask(through(viewer, "rest"), { id })).title).toBe("Call");
  const refused = { code: "forbidden" };
  await expect(createTask({ ...viewer, role: "owner" }, { title: "x" })).rejects.toMatchObject(refused);
  await expect(updateTask(viewer, { id, title: "x" })).rejects.toMatchObject(refused);
  for (const verb of [completeTask, reopenTask, deleteTask, restoreTask])
    await expect(verb(viewer, { id })).rejects.toMatchObject(refused);
});

test("only a member of the workspace is given a task", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const colleague = await newMember(ctx, "member");
  const unfit = { code: "invalid_input", fields: { assigneeId: expect.stringContaining("not a member") } };
  for (const assigneeId of [stranger.user.id, newId()])
    await expect(createTask(ctx, { title: "Call", assigneeId })).rejects.toMatchObject(unfit);
  const { id } = await createTask(ctx, { title: "Call", assigneeId: colleague.user.id });
  await expect(updateTask(ctx, { id, assigneeId: stranger.user.id })).rejects.toMatchObject(unfit);
  expect((await updateTask(ctx, { id, assigneeId: null })).assigneeId).toBeNull();
});

test("a task about a private contact is private, its owner's alone, and open again once it moves away", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const contactId = await newPrivateContact(ctx, "Hidden");
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  await expect(createTask(colleague, { title: "x", contactId })).rejects.toMatchObject(missing);
  await expect(
    createTask(ctx, { title: "Call", contactId, assigneeId: colleague.user.id }),
  ).rejects.toMatchObject({ fields: { assigneeId: expect.stringContaining("private") } });
  const task = await createTask(ctx, { title: "Call", contactId, companyId, assigneeId: ctx.user.id });
  expect(task).toMatchObject({ audience: "private", ownerId: ctx.user.id });
  await expect(getTask(through(colleague, "rest"), { id: task.id })).rejects.toMatchObject(missing);
  await updateTask(ctx, { id: task.id, title: "Call her", companyId: null });
  expect((await getTask(through(ctx, "rest"), { id: task.id })).audience).toBe("private");
  await updateTask(ctx, { id: task.id, contactId: null });
  expect(await getTask(through(colleague, "rest"), { id: task.id })).toMatchObject({ audience: "workspace" });
});

test("a colleague's task does not vanish onto a private contact", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const contactId = await newPrivateContact(ctx, "Hidden");
  const { id } = await createTask(colleague, { title: "Call" });
  await expect(updateTask(ctx, { id, contactId })).rejects.toMatchObject({ code: "conflict" });
  expect((await updateTask(ctx, { id, title: "Call soon" })).ownerId).toBe(colleague.user.id);
});

test("a task whose company is in the bin can still be changed, and moved to a contact", async () => {
  const ctx = await newOwner();
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const { id } = await createTask(ctx, { title: "Call", companyId });
  await deleteCompany(ctx, { id: companyId });
  expect(await updateTask(ctx, { id, contactId })).toMatchObject({
    contactName: "Ada",
    companyId,
    companyName: null,
  });
  await expect(createTask(ctx, { title: "x", companyId })).rejects.toMatchObject(missing);
});
