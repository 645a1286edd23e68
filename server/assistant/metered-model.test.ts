import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { ask } from "#local/testing/turns.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();

async function reservedFor(message: string): Promise<number> {
  const { turnId } = await ask(await newOwner(), scriptedModel("Yes."), message);
  const [row] = await systemPool().client<{ reserved: number }[]>`
    select reserved_micros::float8 as reserved from crm.model_usage where turn_id = ${turnId}`;
  return row?.reserved ?? 0;
}

test("a question in another script sets aside what its letters cost, not what as many Latin ones would", async () => {
  const letters = 4_000;
  const base = await reservedFor("a");
  const latin = (await reservedFor("a".repeat(letters))) - base;
  const chinese = (await reservedFor("語".repeat(letters))) - base;
  expect(latin).toBeGreaterThan(0);
  expect(chinese / latin).toBeGreaterThan(2.5);
});
