import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, createTestDatabase } from "./database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

const ask = async <Row extends object>(url: string, query: string): Promise<Row | undefined> => {
  const client = postgres(url, { max: 1, prepare: false });
  try {
    const [row] = await client.unsafe<Row[]>(query);
    return row;
  } finally {
    await client.end();
  }
};

test("a copy is migrated and belongs to the system login", async () => {
  const row = await ask<{ tables: number; owner: string }>(
    database.systemUrl,
    `select (select count(*)::int from pg_tables where schemaname = 'crm') as tables,
            (select datdba::regrole::text from pg_database where datname = current_database()) as owner`,
  );
  expect(row?.owner).toBe("omnicrm_system");
  expect(row?.tables).toBeGreaterThan(3);
});

test("the app's login is no more than a member of authenticated", async () => {
  const row = await ask(
    database.appUrl,
    `select rolsuper, rolbypassrls, rolcreaterole, rolinherit,
            pg_has_role('authenticated', 'set') as may_be_authenticated,
            pg_has_role('authenticated', 'usage') as is_authenticated,
            pg_has_role('service_role', 'member') as may_be_service
     from pg_roles where rolname = current_user`,
  );
  expect(row).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolinherit: false,
    may_be_authenticated: true,
    is_authenticated: false,
    may_be_service: false,
  });
});

test("extensions are found without their schema, as on Supabase", async () => {
  const row = await ask<{ alike: number }>(database.appUrl, "select similarity('anna', 'anne') as alike");
  expect(row?.alike).toBeGreaterThan(0.3);
});
