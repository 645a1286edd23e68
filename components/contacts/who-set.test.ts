import { expect, test } from "vitest";

import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";

import { whoSet } from "./who-set.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const change = (name: string, subject: ChangeSetSummary["subject"]): ChangeSetSummary => ({
  id: name,
  operation: "contacts.update",
  kind: "edit",
  status: "sealed",
  actorKind: "user",
  who: { id, name: "Ada" },
  reason: {},
  itemCount: 1,
  stepCount: 1,
  subject,
  imported: null,
  revertsId: null,
  revertsPart: null,
  revertedById: null,
  createdAt: "2026-03-05T10:00:00.000Z",
  sealedAt: "2026-03-05T10:00:00.000Z",
});
const update = (name: string, field: string, old: unknown, next: unknown, rowId = id) =>
  change(name, { table: "contacts", rowId, label: null, op: "update", fields: [{ field, old, new: next }] });
const made = change("made", { table: "contacts", rowId: id, label: null, op: "insert", fields: [] });

test("the newest change of the column answers, of this record only", () => {
  const other = update("other", "title", "x", "y", "0198c0de-0000-7000-8000-000000000002");
  const items = [other, update("name", "display_name", "A", "B"), update("title", "title", "a", "b"), made];
  expect(whoSet({ items, nextCursor: null }, id, ["title"])).toMatchObject({
    change: { id: "title" },
    field: { old: "a", new: "b" },
  });
});

test("what was never changed came with the record; where that is too far back, nobody is named", () => {
  const items = [update("name", "display_name", "A", "B"), made];
  expect(whoSet({ items, nextCursor: null }, id, ["title"])).toMatchObject({
    change: { id: "made" },
    field: null,
  });
  expect(whoSet({ items, nextCursor: "more" }, id, ["title"])).toBeNull();
  expect(whoSet({ items: [], nextCursor: null }, id, ["title"])).toBeNull();
});

test("an id is no value to read", () => {
  const items = [update("company", "company_id", id, null)];
  expect(whoSet({ items, nextCursor: null }, id, ["company_id"])?.field).toEqual({ old: null, new: null });
});
