import { readdirSync } from "node:fs";
import { basename } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { tableKinds } from "#drizzle/schema/tenant.ts";
import { useTestDatabase } from "#local/testing/fixtures.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();

interface Table {
  name: string;
  relkind: string;
  enabled: boolean;
  forced: boolean;
  comment: string | null;
  columns: string[];
}

let tables: Table[] = [];

beforeAll(async () => {
  // Each file tells of its tables as it is loaded, also one that nothing imports yet.
  for (const file of readdirSync(new URL("./schema", import.meta.url)))
    await import(`./schema/${basename(file, ".ts")}.ts`);
  tables = await systemPool().client<Table[]>`
    select c.relname as name, c.relkind, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      obj_description(c.oid, 'pg_class') as comment,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c where c.relnamespace = 'crm'::regnamespace and c.relkind not in ('i', 'S', 't') order by 1`;
});

/** What a query finds wrong is listed, so that a failure names each table. */
const problems = async (query: string): Promise<string[]> =>
  (await systemPool().client.unsafe<{ problem: string }[]>(query)).map((row) => row.problem);

test("the database has exactly the tables that are declared, and nothing else stands in the schema", () => {
  expect(tables.map((table) => table.name)).toEqual([...tableKinds.keys()].sort());
  expect(tables.filter((table) => table.relkind !== "r")).toEqual([]);
  expect(tables.length).toBeGreaterThan(25);
});

test("each table has row level security, also for its owner, and says its kind", () => {
  expect(tables.map(({ name, enabled, forced, comment }) => ({ name, enabled, forced, comment }))).toEqual(
    tables.map(({ name }) => ({
      name,
      enabled: true,
      forced: true,
      comment: `kind: ${tableKinds.get(name)}`,
    })),
  );
});

const before = (table: string) =>
  `CREATE TRIGGER ledger_touch BEFORE UPDATE ON crm.${table} FOR EACH ROW EXECUTE FUNCTION app.ledger_touch()`;
const after = (
  table: string,
  verb: "insert" | "update" | "delete",
  rows: string,
  run: string,
  name = "ledger",
) =>
  `CREATE TRIGGER ${name}_${verb} AFTER ${verb.toUpperCase()} ON crm.${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION app.${run}()`;

/** What a table does besides: mail that was here before finds its contact by the address, subjects follow contents, what came from outside is known, what became of a job is written down. */
function ownTriggersOf(table: string): string[] {
  if (table === "interaction_contents") {
    return [
      after(table, "insert", "NEW TABLE AS new_rows", "keep_subjects", "keep_subjects"),
      after(table, "update", "NEW TABLE AS new_rows", "keep_subjects", "keep_subjects"),
    ];
  }
  if (table === "memories") {
    return [
      `CREATE TRIGGER memories_mark BEFORE INSERT OR UPDATE ON crm.${table} FOR EACH ROW EXECUTE FUNCTION app.mark_memory()`,
    ];
  }
  if (table === "jobs") {
    return [
      `CREATE TRIGGER log_asked AFTER INSERT ON crm.${table} FOR EACH ROW EXECUTE FUNCTION app.log_job()`,
      `CREATE TRIGGER log_became AFTER UPDATE OF status, claim_token, cancel_requested_at, progress_done ON crm.${table} FOR EACH ROW WHEN (app.is_news(old.*, new.*)) EXECUTE FUNCTION app.log_job()`,
    ];
  }
  if (table !== "contact_identities") return [];
  return [
    after(table, "delete", "OLD TABLE AS old_rows", "identities_changed", "link_mail"),
    after(table, "insert", "NEW TABLE AS new_rows", "identities_changed", "link_mail"),
    after(table, "update", "OLD TABLE AS old_rows NEW TABLE AS new_rows", "identities_changed", "link_mail"),
  ];
}

function triggersOf(table: string): string[] {
  switch (tableKinds.get(table)) {
    case "ledgered":
      return [
        after(table, "delete", "OLD TABLE AS old_rows", "ledger_delete"),
        after(table, "insert", "NEW TABLE AS new_rows", "ledger_insert"),
        before(table),
        after(table, "update", "OLD TABLE AS old_rows NEW TABLE AS new_rows", "ledger_update"),
      ];
    case "derived":
      return [
        after(table, "delete", "OLD TABLE AS old_rows", "ledger_derived"),
        after(table, "insert", "NEW TABLE AS new_rows", "ledger_derived"),
        after(table, "update", "NEW TABLE AS new_rows", "ledger_derived"),
      ];
    case "operational":
    case undefined:
      return [];
  }
}

test("each table has the triggers of its kind, enabled, and no other", async () => {
  const rows = await systemPool().client<{ name: string; enabled: string; definition: string }[]>`
    select c.relname as name, t.tgenabled as enabled, pg_get_triggerdef(t.oid) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'crm'::regnamespace and not t.tgisinternal order by t.tgname`;
  for (const { name } of tables) {
    const own = rows.filter((row) => row.name === name);
    const expected = [...triggersOf(name), ...ownTriggersOf(name)];
    expect(own.map((row) => row.definition).sort()).toEqual(expected.sort());
    expect(
      own.every((row) => row.enabled === "O"),
      name,
    ).toBe(true);
  }
});

test("a ledgered row has a version and tells when it changed; a row with an audience has an owner", () => {
  for (const { name, columns } of tables) {
    if (tableKinds.get(name) === "ledgered")
      expect(columns, name).toEqual(expect.arrayContaining(["version", "updated_at"]));
    if (columns.includes("audience")) expect(columns, name).toContain("owner_id");
  }
});

test("each primary key is (workspace_id, id)", async () => {
  expect(
    await problems(`
      select c.relname as problem from pg_class c left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      where c.relnamespace = 'crm'::regnamespace and c.relkind = 'r' and array(
        select a.attname::text from unnest(k.conkey) with ordinality as u(number, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = u.number order by u.place) <> '{workspace_id,id}'`),
  ).toEqual([]);
});

/** Provisioning finds the workspace of a sign-up before there is a workspace. */
const globalKeys = ["workspaces_created_for_key"];

test("each unique key begins with workspace_id, since keys see past policies", async () => {
  expect(
    await problems(`
      select i.relname as problem from pg_index x join pg_class i on i.oid = x.indexrelid
        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0]
      where i.relnamespace = 'crm'::regnamespace and x.indisunique and a.attname is distinct from 'workspace_id'`),
  ).toEqual(globalKeys);
});

test("each foreign key begins with workspace_id on both sides and is covered by an index", async () => {
  expect(
    await problems(`
      with keys as (
        select k.*, array(select a.attname::text from unnest(k.conkey) with ordinality u(n, place)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by place) as columns,
          array(select a.attname::text from unnest(k.confkey) with ordinality u(n, place)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by place) as targets
        from pg_constraint k where k.contype = 'f' and k.connamespace = 'crm'::regnamespace
      )
      select k.conname || ': ' || w.what as problem from keys k cross join lateral (
        select 'workspace_id does not come first' as what
          where k.columns[1] <> 'workspace_id' or k.targets <> '{workspace_id,id}' or cardinality(k.columns) <> 2
        union all
        select 'no index' where not exists (
          select 1 from pg_index x where x.indrelid = k.conrelid and x.indpred is null and x.indisvalid
            and x.indnkeyatts >= 2 and x.indkey[0] = k.conkey[1] and x.indkey[1] = k.conkey[2])
      ) w order by 1`),
  ).toEqual([]);
});

test("a revert may play foreign keys in any order, and nothing cascades onto what a person wrote", async () => {
  expect(
    await problems(`
      select k.conname as problem from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'crm'::regnamespace
        and ((obj_description(k.conrelid, 'pg_class') <> 'kind: operational' and not k.condeferrable)
          or (obj_description(k.conrelid, 'pg_class') = 'kind: ledgered' and (k.confdeltype <> 'a' or k.confupdtype <> 'a')))`),
  ).toEqual([]);
});
