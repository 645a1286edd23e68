import postgres from "postgres";
import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { newId } from "#server/core/index.ts";
import { appPool, systemPool } from "#server/db/index.ts";

const database = useTestDatabase();
const appLogin = () => decodeURIComponent(new URL(database.current.appUrl).username);

interface Policy {
  table: string;
  name: string;
  roles: string[];
  verb: string;
  permissive: string;
  using: string | null;
  check: string | null;
}

const policies = () => systemPool().client<Policy[]>`
  select tablename as table, policyname as name, roles::text[] as roles, lower(cmd) as verb, permissive,
    qual as using, with_check as check
  from pg_policies where schemaname = 'crm' order by 1, 2`;

/** Out of everybody's reach but the system login's: forced row level security, no policy and no grant. */
const withoutPolicies = ["connection_secrets"];

test("policies are one per verb, named after table and verb, for authenticated alone", async () => {
  const found = await policies();
  for (const { table, name, roles, verb, permissive } of found) {
    expect({ name, roles, permissive }).toEqual({
      name: `${table}_${verb}`,
      roles: ["authenticated"],
      permissive: "PERMISSIVE",
    });
    expect(["select", "insert", "update", "delete"]).toContain(verb);
  }
  const tables = await systemPool().client<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'crm'::regnamespace and relkind = 'r'`;
  const readable = found.filter((policy) => policy.verb === "select").map((policy) => policy.table);
  expect(readable.sort()).toEqual(
    tables
      .map((table) => table.name)
      .filter((name) => !withoutPolicies.includes(name))
      .sort(),
  );
});

const inOwnWorkspace = "(workspace_id = ( SELECT app.workspace_id() AS workspace_id))";
const readOnce = /\( SELECT app\.[a-z_]+\(\) AS [a-z_]+\)/g;
const functionCall = /\b(?!and\b|or\b|not\b|in\b|any\b|case\b|when\b)[a-z_][\w.]*\s*\(/i;

test("each policy compares the workspace, and calls no function for each row", async () => {
  for (const { name, verb, using, check } of await policies()) {
    const expressions = [
      verb === "insert" ? null : using,
      verb === "insert" || verb === "update" ? check : null,
    ];
    for (const expression of expressions.filter((part) => part !== null)) {
      expect(expression, name).toContain(inOwnWorkspace);
      // Nothing widens it: an "or" stands only inside brackets that an "and" joins to the workspace.
      expect(expression.replace(inOwnWorkspace, "true"), name).toMatch(/^true$|^\(true AND /);
      expect(expression.replaceAll(readOnce, "x"), name).not.toMatch(functionCall);
    }
    expect(verb === "insert" ? check : using, name).not.toBeNull();
    if (verb === "update") expect(check, name).toBe(using);
  }
});

test("a verb is granted where a policy speaks of it, to authenticated and to nobody else", async () => {
  const grants = await systemPool().client<{ name: string; role: string }[]>`
    select lower(c.relname || '_' || a.privilege_type) as name, coalesce(r.rolname, 'public') as role
    from pg_class c cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where c.relnamespace = 'crm'::regnamespace and a.grantee <> c.relowner order by 1`;
  expect(grants.map((grant) => grant.name)).toEqual((await policies()).map((policy) => policy.name).sort());
  expect(new Set(grants.map((grant) => grant.role))).toEqual(new Set(["authenticated"]));
  const byColumn = await systemPool().client`
    select attrelid::regclass, attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'crm'::regnamespace and a.attacl is not null`;
  expect(byColumn).toEqual([]);
});

test("authenticated uses the schemas and makes nothing in them; anon does not even look", async () => {
  const [row] = await systemPool().client`
    select has_schema_privilege('authenticated', 'crm', 'usage') as uses, has_schema_privilege('authenticated', 'crm', 'create') as makes,
      has_schema_privilege('authenticated', 'app', 'create') as makes_functions, has_schema_privilege('anon', 'crm', 'usage') as anon_uses,
      has_schema_privilege('service_role', 'crm', 'usage') as service_uses,
      has_sequence_privilege('authenticated', 'crm.change_item_seq', 'usage, select, update') as counts`;
  expect(row).toEqual({
    uses: true,
    makes: false,
    makes_functions: false,
    anon_uses: false,
    service_uses: false,
    counts: false,
  });
});

interface Routine {
  name: string;
  definer: boolean;
  settings: string[];
  everybody: boolean;
  authenticated: boolean;
}

const routines = () => systemPool().client<Routine[]>`
  select p.proname as name, p.prosecdef as definer, coalesce(p.proconfig, '{}') as settings,
    exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as everybody,
    has_function_privilege('authenticated', p.oid, 'execute') as authenticated
  from pg_proc p where p.pronamespace in ('app'::regnamespace, 'crm'::regnamespace) order by 1`;

test("a function with its owner's rights has an empty search path, wherever it stands", async () => {
  const lax = await systemPool().client`
    select p.oid::regprocedure as name from pg_proc p
    where p.prosecdef and p.pronamespace not in (select oid from pg_namespace where nspname like 'pg\_%' or nspname in ('information_schema', 'extensions'))
      and not coalesce(p.proconfig, '{}') @> array['search_path=""']`;
  expect(lax).toEqual([]);
  expect((await routines()).filter((routine) => routine.definer).length).toBeGreaterThan(5);
});

/** All that may run with the owner's rights at a caller's wish; each checks the claims itself. */
const definersForCallers = [
  "claims_for",
  "claims_to_edit",
  "join_change_set",
  "lock_change_set",
  "mail_candidates",
  "mark_revert",
  "mark_revert_part",
  "open_change_set",
  "seal_change_set",
  "search_candidates",
  "unlink_contacts",
];

test("only functions that are named here lend rights; everybody may call those that give claims", async () => {
  const found = await routines();
  const lending = found.filter((routine) => routine.definer && routine.authenticated);
  expect(lending.map((routine) => routine.name)).toEqual(definersForCallers);
  expect(found.filter((routine) => routine.everybody).map((routine) => routine.name)).toEqual([
    "claims_for",
    "claims_to_edit",
  ]);
});

test("a change set comes with the claims of a member alone, and for a login that may take on the role", async () => {
  const owner = await newOwner();
  const admin = postgres(database.current.adminUrl, { max: 1, prepare: false });
  const toEdit = (sql: postgres.Sql, userId: string) => sql`
    select app.claims_to_edit(${userId}, ${owner.workspace.id}, gen_random_uuid(), 'test.edit', '{}', '{}', 'r')`;
  await expect(toEdit(appPool().client, newId())).rejects.toMatchObject({ code: "OC001" });
  await toEdit(appPool().client, owner.user.id);
  await admin`set session authorization anon`;
  await expect(toEdit(admin, owner.user.id)).rejects.toMatchObject({ code: "42501" });
  await admin.end();
});

test("the app's login is a member of authenticated and no more, and owns nothing", async () => {
  const [login] = await systemPool().client`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
      array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as member_of,
      exists (select 1 from pg_class where relowner = r.oid) or exists (select 1 from pg_proc where proowner = r.oid)
        or exists (select 1 from pg_namespace where nspowner = r.oid) or exists (select 1 from pg_database where datdba = r.oid) as owns
    from pg_roles r where rolname = ${appLogin()}`;
  expect(login).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolreplication: false,
    rolinherit: false,
    member_of: ["authenticated"],
    owns: false,
  });
});

test("the system login is no superuser either", async () => {
  const [login] = await systemPool().client`
    select rolsuper, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = current_user`;
  expect(login).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false });
});
