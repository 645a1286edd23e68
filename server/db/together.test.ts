import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "#local/testing/database.ts";

import { connectDatabase } from "./connect.ts";
import { sqlState } from "./sql-state.ts";
import { together } from "./together.ts";

let database: TestDatabase;
let client: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  client = connectDatabase(database.appUrl);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("statements run once each, in their order, and answer in it", async () => {
  const answers = await drizzle(client).transaction(async (tx) => {
    await tx.execute(sql`create temp table ran (step int) on commit drop`);
    const run = async (step: number) => {
      await tx.execute(sql`insert into ran values (${step}::int)`);
      return step;
    };
    const count = tx.execute<{ count: number }>(sql`select count(*)::int as count from ran`);
    const [first, second, counted] = await together(run(1), run(2), count);
    const ran = await tx.execute<{ step: number }>(sql`select step from ran`);
    return { first, second, counted: counted[0]?.count, ran: ran.map(({ step }) => step) };
  });
  expect(answers).toEqual({ first: 1, second: 2, counted: 2, ran: [1, 2] });
});

test("the error of the one that failed is thrown, once all have ended; its savepoint holds the others back too", async () => {
  const db = drizzle(client);
  let ended = 0;
  const outcome = await db.transaction(async (tx) => {
    await tx.execute(sql`create temp table ran (step int) on commit drop`);
    const failed = await tx
      .transaction((inner) => {
        const slow = async () => {
          try {
            await inner.execute(sql`insert into ran values (1)`);
            await inner.execute(sql`insert into ran values (2)`);
            await inner.execute(sql`insert into ran values (3)`);
          } finally {
            ended += 1;
          }
        };
        return together(slow(), inner.execute(sql`select 1 / ${0}::int`), inner.execute(sql`select 1`));
      })
      .catch((error: unknown) => sqlState(error));
    expect(ended).toBe(1);
    const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from ran`);
    return { failed, count: row?.count };
  });
  expect(outcome).toEqual({ failed: "22012", count: 0 });
});
