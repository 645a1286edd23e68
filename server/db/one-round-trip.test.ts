import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createTestDatabase, type TestDatabase } from "#local/testing/database.ts";

import { connectDatabase } from "./connect.ts";

let database: TestDatabase;
let proxy: Server;
let client: postgres.Sql;
/** How often the server was written to since the last answer of it. */
let roundTrips = 0;
let near: Socket | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  const { hostname, port } = new URL(database.appUrl);
  proxy = createServer((asking) => {
    near = asking;
    const far = connect(Number(port), hostname);
    let isAsking = false;
    asking.on("data", (asked) => {
      if (!isAsking) roundTrips += 1;
      isAsking = true;
      far.write(asked);
    });
    far.on("data", (answer) => {
      isAsking = false;
      asking.write(answer);
    });
    for (const [one, other] of [
      [asking, far],
      [far, asking],
    ] as const)
      one.on("error", () => undefined).on("close", () => other.destroy());
  });
  proxy.listen(0, "localhost");
  await once(proxy, "listening");
  const url = new URL(database.appUrl);
  url.hostname = "localhost";
  url.port = String((proxy.address() as AddressInfo).port);
  client = connectDatabase(url.href);
  await client`select 1`;
});
beforeEach(() => {
  roundTrips = 0;
});
afterAll(async () => {
  await client.end();
  proxy.close();
  await database.drop();
});

test("a statement with values goes to the server once", async () => {
  const rows = await client.unsafe("select $1::text as word, $2::int + 1 as next", ["a", 1]);
  expect([...rows]).toEqual([{ word: "a", next: 2 }]);
  expect(roundTrips).toBe(1);
});

test("so does each of a transaction and of its savepoints, the first one with begin", async () => {
  const db = drizzle(client);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select ${"a"}::text`);
    await tx.transaction(async (inner) => {
      await inner.execute(sql`select ${"b"}::text`);
    });
  });
  expect(roundTrips).toBe(4);
});

test("values of every kind come back as they were", async () => {
  const at = "2026-03-01 12:00:00+00";
  const values = ["it's", "", null, true, false, 7, -0.5, 12_345_678_901_234n, at, ["a,b", 'c"d']];
  const [row] = await client.unsafe(
    `select $1::text as a, $2::text as b, $3::text as c, $4::boolean as d, $5::boolean as e, $6::int as f,
      $7::float8 as g, $8::bigint as h, $9::timestamptz::text as i, $10::text[] as j`,
    values as (string | number | null)[],
  );
  expect(Object.values(row ?? {})).toEqual(
    values.map((value) => (typeof value === "bigint" ? String(value) : value)),
  );
});

test("a list with nothing else to ask for is asked for all the same", async () => {
  const [row] = await client.unsafe("select $1::text[] as words", [["a,b", "c"]]);
  expect(row).toEqual({ words: ["a,b", "c"] });
  expect(roundTrips).toBeGreaterThan(1);
});

test("a statement that is wrong is refused, and the next one goes on", async () => {
  await expect(client.unsafe("select $1::int", ["no number"])).rejects.toThrow(/invalid input syntax/);
  await expect(client.unsafe("select nothing_of_that_name($1)", ["a"])).rejects.toMatchObject({
    code: "42883",
  });
  expect([...(await client.unsafe("select $1::int as one", ["1"]))]).toEqual([{ one: 1 }]);
});

test("a transaction goes to a new connection once the one before was closed", async () => {
  const db = drizzle(client);
  near?.destroy();
  const one = () => db.transaction((tx) => tx.execute(sql`select 1 as one`)).catch(() => []);
  await expect.poll(async () => [...(await one())]).toEqual([{ one: 1 }]);
});

test("nobody else's statement comes into a transaction that has begun", async () => {
  const db = drizzle(client);
  let outside: Promise<unknown> = Promise.resolve();
  const inside = await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('test.inside', ${"yes"}, true)`);
    outside = client.unsafe("select current_setting('test.inside', true) as it").then(([row]) => row?.["it"]);
    await tx.execute(sql`select pg_sleep(0.05)`);
    return tx.execute(sql`select current_setting('test.inside', true) as it`);
  });
  expect(inside[0]).toEqual({ it: "yes" });
  expect(await outside).not.toBe("yes");
});

test("a transaction whose first statement is wrong is rolled back, and the next one goes on", async () => {
  const db = drizzle(client);
  await expect(db.transaction((tx) => tx.execute(sql`select nothing_of_that_name(1)`))).rejects.toThrow();
  const [row] = await db.transaction((tx) => tx.execute(sql`select 1 as one`));
  expect(row).toEqual({ one: 1 });
});

test.each([
  ["before it is asked", () => near?.destroy()],
  ["while it is asked", () => setImmediate(() => near?.destroy())],
  ["by a reset, while it is asked", () => setImmediate(() => near?.resetAndDestroy())],
])("a transaction that loses its connection %s fails, and the next one goes on", async (_, lose) => {
  const db = drizzle(client);
  const lost = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    lose();
    await tx.execute(sql`select pg_sleep(5)`);
  });
  await expect(lost).rejects.toThrow();
  const one = () => db.transaction((tx) => tx.execute(sql`select 1 as one`)).catch(() => []);
  await expect.poll(async () => [...(await one())]).toEqual([{ one: 1 }]);
  const [two] = await db.transaction((tx) => tx.execute(sql`select ${2}::int as two`));
  expect(two).toEqual({ two: 2 });
});

test("a transaction that catches the loss of its connection fails all the same, and the next one goes on", async () => {
  const db = drizzle(client);
  const lost = db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    setImmediate(() => near?.resetAndDestroy());
    await tx.execute(sql`select pg_sleep(5)`).catch(() => undefined);
  });
  await expect(lost).rejects.toThrow();
  const one = () => db.transaction((tx) => tx.execute(sql`select ${1}::int as one`)).catch(() => []);
  await expect.poll(async () => [...(await one())]).toEqual([{ one: 1 }]);
});
