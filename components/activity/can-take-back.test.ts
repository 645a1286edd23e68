import { expect, test } from "vitest";

import type { ChangeSetSummary } from "#lib/schemas/change-sets.ts";

import { canTakeBack, placeOf } from "./can-take-back.ts";

const id = "01890000-0000-7000-8000-000000000001";
const change = (operation: string, table = "contacts"): ChangeSetSummary => ({
  id,
  operation,
  kind: "edit",
  status: "sealed",
  actorKind: "user",
  who: { id, name: "Anna" },
  reason: {},
  itemCount: 1,
  stepCount: 1,
  subject: { table, rowId: id, label: "Acme", op: "update", fields: [] },
  imported: null,
  revertsId: null,
  revertsPart: null,
  revertedById: null,
  createdAt: "2026-11-20T10:00:00.000Z",
  sealedAt: "2026-11-20T10:00:01.000Z",
});

test("a way back is offered for what was written and stands", () => {
  expect(canTakeBack(change("contacts.update"))).toBe(true);
  expect(canTakeBack({ ...change("contacts.update"), revertedById: id })).toBe(false);
  expect(canTakeBack({ ...change("previews.create"), itemCount: 0, subject: null })).toBe(false);
  expect(canTakeBack({ ...change("drafts.create"), itemCount: 0, subject: null })).toBe(true);
});

test("access to an account and a profile are not offered to be taken back, and lead to the settings", () => {
  for (const operation of ["connections.connect", "connections.disconnect"]) {
    expect(canTakeBack(change(operation, "connections"))).toBe(false);
    expect(placeOf(change(operation, "connections"))).toBe("/settings/google");
  }
  expect(canTakeBack(change("profile.update", "profiles"))).toBe(false);
  expect(placeOf(change("profile.update", "profiles"))).toBe("/settings");
  expect(placeOf(change("contacts.update"))).toBeNull();
});
