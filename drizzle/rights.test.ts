import { beforeAll, expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { installTrial, letThrough, statements, tryAll } from "#local/testing/rights/attempts.ts";
import {
  type Caller,
  type Expected,
  expectedRights,
  maySee,
  mayWrite,
} from "#local/testing/rights/expected.ts";
import { type Seed, seedEveryTable } from "#local/testing/rights/seed.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();

let owner: Context;
let seeds: Seed[] = [];

beforeAll(async () => {
  await installTrial();
  owner = await newOwner();
  seeds = await seedEveryTable(owner);
});

const rightsOf = (table: string): Expected => {
  const rights = expectedRights[table];
  if (!rights) throw new Error(`no rights are promised for ${table}`);
  return rights;
};

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const parts: string[] = [];
  for (const table of new Set(seeds.map((seed) => seed.table))) {
    const [row] = await systemPool().client.unsafe<{ all: string }[]>(
      `select coalesce(string_agg(t::text, e'\\n' order by t.id), '') as all from crm.${table} t`,
    );
    parts.push(`${table}\n${row?.all}`);
  }
  return parts.join("\n");
}

interface Attempt {
  what: string;
  statement: string;
  allowed: boolean;
}

/** Makes every attempt; answers those whose outcome is not what was promised. None of them may leave a trace. */
async function surprises(
  caller: Parameters<typeof tryAll>[0],
  attempts: readonly Attempt[],
): Promise<string[]> {
  const before = await dump();
  const answers = await tryAll(
    caller,
    attempts.map((attempt) => attempt.statement),
  );
  expect(await dump()).toBe(before);
  expect(answers).toHaveLength(attempts.length);
  return attempts.flatMap(({ what, allowed }, place) =>
    letThrough(answers[place] ?? "") === allowed
      ? []
      : [`${what}: ${answers[place]}, ${allowed ? "allowed" : "refused"} was promised`],
  );
}

/** All verbs on the owner's rows, and inserts in the owner's and in the caller's own name. */
function attemptsOf(caller: Caller, callerId: string): Attempt[] {
  return seeds.flatMap((seed): Attempt[] => {
    const rights = rightsOf(seed.table);
    const row = { mine: callerId === owner.user.id, audience: seed.audience };
    const own = { mine: true, audience: seed.audience };
    const name = seed.audience ? `${seed.table} (${seed.audience})` : seed.table;
    const ownName = Object.fromEntries(
      ["user_id", "owner_id"].filter((column) => column in seed.image).map((column) => [column, callerId]),
    );
    return [
      { what: `select ${name}`, statement: statements.select(seed), allowed: maySee(rights, caller, row) },
      {
        what: `insert ${name}`,
        statement: statements.insert(seed),
        allowed: mayWrite(rights, "insert", caller, row),
      },
      {
        what: `insert ${name} in their own name`,
        statement: statements.insert(seed, ownName),
        allowed: mayWrite(rights, "insert", caller, own),
      },
      {
        what: `update ${name}`,
        statement: statements.update(seed),
        allowed: mayWrite(rights, "update", caller, row),
      },
      {
        what: `delete ${name}`,
        statement: statements.delete(seed),
        allowed: mayWrite(rights, "delete", caller, row),
      },
    ];
  });
}

test("every table has a row to try, and its rights are written down", async () => {
  const tables = await systemPool().client<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'crm'::regnamespace and relkind = 'r' order by 1`;
  const names = tables.map((table) => table.name);
  expect([...new Set(seeds.map((seed) => seed.table))].sort()).toEqual(names);
  expect(Object.keys(expectedRights).sort()).toEqual(names);
});

test("the owner of the rows does what is promised, and no more", async () => {
  expect(await surprises(owner, attemptsOf({ role: "owner" }, owner.user.id))).toEqual([]);
});

test.for(["admin", "member", "viewer"] as const)(
  "another %s of the workspace does what is promised",
  async (role) => {
    const colleague = await newMember(owner, role);
    expect(await surprises(colleague, attemptsOf({ role }, colleague.user.id))).toEqual([]);
  },
);

test("the owner of another workspace reads, writes and takes over nothing", async () => {
  const stranger = await newOwner();
  expect(await surprises(stranger, attemptsOf(null, stranger.user.id))).toEqual([]);
});

test("nobody moves a row into another workspace, not even who may write in both", async () => {
  const stranger = await newOwner();
  const moves = seeds.map((seed) => statements.move(seed, stranger.workspace.id));
  const before = await dump();
  expect(new Set(await tryAll(owner, moves))).toEqual(new Set(["42501"]));
  expect(await dump()).toBe(before);
});

test("nobody hands what is theirs to another, out of their own sight", async () => {
  const gifts = seeds.flatMap((seed) => {
    const { see, update } = rightsOf(seed.table);
    if (update === "nobody" || see === "workspace" || see === "ownOrAdmin") return [];
    return [statements.giveAway(seed, newId())];
  });
  expect(gifts.length).toBeGreaterThan(40);
  expect(new Set(await tryAll(owner, gifts))).toEqual(new Set(["42501"]));
});

test.for(["no claims", "no role"] as const)(
  "with %s nothing is read and nothing is written",
  async (entry) => {
    expect(await surprises(entry, attemptsOf(null, owner.user.id))).toEqual([]);
  },
);

test("nobody gets claims for a workspace that they are no member of", async () => {
  const stranger = await newOwner();
  const forged = { ...stranger, workspace: owner.workspace };
  await expect(tryAll(forged, [])).rejects.toMatchObject({ code: "OC001" });
});

test("no role may turn the policies off or climb", async () => {
  const member = await newMember(owner, "owner");
  const climbs = [
    "set role service_role",
    "set role omnicrm_system",
    "set session authorization postgres",
    "set row_security = off; select 1 from crm.contacts",
    "alter table crm.contacts no force row level security",
    "alter table crm.contacts disable trigger all",
    "create function crm.trap() returns int language sql as 'select 1'",
    "create table app.trap ()",
    "set session_replication_role = replica",
    "select nextval('crm.change_item_seq')",
    "select app.ledger_touch()",
    "call app.protect('contacts', 'operational')",
  ];
  const answers = await tryAll(member, climbs);
  expect(climbs.map((climb, place) => `${climb}: ${answers[place]}`)).toEqual(
    climbs.map((climb) => `${climb}: 42501`),
  );
});
