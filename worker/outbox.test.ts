import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { redis } from "#server/realtime/index.ts";

import { dispatchOutbox } from "./outbox.ts";

useTestDatabase();

const waiting = async () => {
  const [row] = await systemPool().client<{ count: number }[]>`
    select count(*)::int as count from crm.outbox where dispatched_at is null`;
  return row?.count;
};
const makeDue = () =>
  systemPool()
    .client`update crm.outbox set due_at = now() - interval '1 second', created_at = now() - interval '1 minute'`;

test("an event is handed out once by many workers, and comes again as long as it could not be", async () => {
  await createContact(await newOwner(), { displayName: "Ada" });
  redis().disconnect();
  for (let attempt = 0; attempt < 25; attempt++) {
    await makeDue();
    expect(await dispatchOutbox()).toBe(0);
  }
  expect(await waiting()).toBe(1);
  await redis().connect();
  await makeDue();
  const handedOut = await Promise.all(Array.from({ length: 4 }, dispatchOutbox));
  expect(handedOut.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await waiting()).toBe(0);
  redis().disconnect();
});
