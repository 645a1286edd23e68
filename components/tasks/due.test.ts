import { expect, test } from "vitest";

import type { Task } from "#lib/schemas/tasks.ts";

import { dueWords, fromLocalField, groupByDone, groupByDue, toLocalField } from "./due.ts";

const nowMs = Date.parse("2026-03-05T10:00:00.000Z");
const task = (title: string, dueAt: string | null, doneAt: string | null = null): Task => ({
  id: title,
  title,
  dueAt,
  doneAt,
  contactId: null,
  contactName: null,
  companyId: null,
  companyName: null,
  assigneeId: null,
  assigneeName: null,
  ownerId: "me",
  audience: "private",
  version: 1,
  createdAt: "2026-03-01T10:00:00.000Z",
  updatedAt: "2026-03-01T10:00:00.000Z",
  deletedAt: null,
});
const told = (groups: ReturnType<typeof groupByDue>) =>
  groups.map(({ label, tasks }) => [label, tasks.map(({ title }) => title)]);

test("open tasks stand by day, what is late first and what has no date last", () => {
  const tasks = [
    task("late", "2026-03-04T10:00:00.000Z"),
    task("this morning", "2026-03-05T09:59:00.000Z"),
    task("tonight", "2026-03-05T20:00:00.000Z"),
    task("tomorrow", "2026-03-06T09:00:00.000Z"),
    task("later", "2026-03-09T09:00:00.000Z"),
    task("next year", "2027-03-09T09:00:00.000Z"),
    task("some day", null),
  ];
  expect(told(groupByDue(tasks, nowMs, "UTC"))).toEqual([
    ["Overdue", ["late", "this morning"]],
    ["Today", ["tonight"]],
    ["Tomorrow", ["tomorrow"]],
    ["Mon 9 Mar", ["later"]],
    ["Tue, 9 Mar 2027", ["next year"]],
    ["No date", ["some day"]],
  ]);
});

test("the day is the reader's", () => {
  const tonight = [task("tonight", "2026-03-05T20:00:00.000Z")];
  expect(told(groupByDue(tonight, nowMs, "Asia/Tokyo"))).toEqual([["Tomorrow", ["tonight"]]]);
  expect(dueWords("2026-03-05T20:00:00.000Z", nowMs, "Asia/Tokyo")).toBe("Tomorrow, 05:00");
});

test("done tasks stand by the day they were done, the last first", () => {
  const tasks = [task("a", null, "2026-03-04T08:00:00.000Z"), task("b", null, "2026-03-05T08:00:00.000Z")];
  expect(told(groupByDone(tasks, nowMs, "UTC"))).toEqual([
    ["Today", ["b"]],
    ["Yesterday", ["a"]],
  ]);
});

test("a field holds what it was given, and nothing for nothing", () => {
  expect(toLocalField("2026-03-05T20:00:00.000Z", "Asia/Tokyo")).toBe("2026-03-06T05:00");
  expect(fromLocalField("2026-03-06T05:00", "Asia/Tokyo")).toBe("2026-03-05T20:00:00.000Z");
  expect([toLocalField(null, "UTC"), fromLocalField("", "UTC")]).toEqual(["", null]);
});
