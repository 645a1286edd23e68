import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createCompany } from "#server/companies/index.ts";
import { createContact } from "#server/contacts/index.ts";

import { completeTask, createTask, deleteTask, listTasks } from "./index.ts";

useTestDatabase();

test("tasks are listed by due date, those without one last, each once over all pages", async () => {
  const ctx = await newOwner();
  const days = [3, null, 1, 2, null, 2, 9999];
  for (const day of days) {
    const year = day === 9999 ? 9999 : 2026;
    const dueAt = day === null ? null : `${year}-01-0${day === 9999 ? 1 : day}T00:00:00.123Z`;
    await createTask(ctx, { title: `due ${day}`, dueAt });
  }
  const pages = async (limit: number, sort: "due" | "recent") => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listTasks(through(ctx, "rest"), { sort, limit, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((task) => task.title));
      cursor = page.nextCursor;
    } while (cursor);
    return seen;
  };
  const byDue = ["due 1", "due 2", "due 2", "due 3", "due 9999", "due null", "due null"];
  for (const limit of [1, 2, 6, 50]) expect(await pages(limit, "due"), `by ${limit}`).toEqual(byDue);
  expect(await pages(2, "recent")).toEqual(days.map((day) => `due ${day}`).reverse());
});

test("a list is narrowed by status, contact, company and assignee", async () => {
  const ctx = await newOwner();
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  await createTask(ctx, { title: "plain" });
  await createTask(ctx, { title: "contact", contactId });
  await createTask(ctx, { title: "company", companyId });
  await createTask(ctx, { title: "mine", assigneeId: ctx.user.id });
  await completeTask(ctx, { id: (await createTask(ctx, { title: "done" })).id });
  await deleteTask(ctx, { id: (await createTask(ctx, { title: "bin" })).id });
  const titles = async (input: Parameters<typeof listTasks>[1]) =>
    (await listTasks(through(ctx, "rest"), input)).items.map((task) => task.title).sort();
  expect(await titles({})).toEqual(["company", "contact", "mine", "plain"]);
  expect(await titles({ status: "done" })).toEqual(["done"]);
  expect(await titles({ status: "all" })).toEqual(["company", "contact", "done", "mine", "plain"]);
  expect(await titles({ contactId })).toEqual(["contact"]);
  expect(await titles({ companyId })).toEqual(["company"]);
  expect(await titles({ assigneeId: ctx.user.id })).toEqual(["mine"]);
  expect(await titles({ deleted: "true" })).toEqual(["bin"]);
});

test("one's own tasks are found in the database, however many others come before them", async () => {
  const ctx = await newOwner();
  const other = await newMember(ctx, "member");
  const due = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
  await createTask(other, { title: "theirs", dueAt: due(1) });
  await createTask(ctx, { title: "given away", dueAt: due(1), assigneeId: other.user.id });
  await createTask(other, { title: "given to me", dueAt: due(2), assigneeId: ctx.user.id });
  await createTask(ctx, { title: "made by me", dueAt: due(3) });
  await createTask(ctx, { title: "later", dueAt: due(5) });
  await createTask(ctx, { title: "without a date" });
  const { items, nextCursor } = await listTasks(through(ctx, "rest"), {
    mine: "true",
    dueBy: due(3),
    limit: 2,
  });
  expect(items.map(({ title }) => title)).toEqual(["given to me", "made by me"]);
  expect(nextCursor).toBeNull();
});
