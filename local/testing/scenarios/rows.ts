import { type Change, something } from "#server/assistant/scenarios/scenario.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

type Row = Readonly<Record<string, unknown>>;

/** Every row that people care about, by table and id. */
export type Rows = ReadonlyMap<string, Row>;

const bookkeeping = new Set(["id", "workspace_id", "owner_id", "version", "created_at", "updated_at"]);
const names = ["display_name", "name", "title", "value", "body", "subject", "operation"];

let union: string | undefined;

/** All rows of the ledgered tables, and what is done outside. */
export async function readRows({ workspace }: Context): Promise<Rows> {
  const { client } = systemPool();
  if (union === undefined) {
    const tables = await client<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'crm' and obj_description(c.oid, 'pg_class') = 'kind: ledgered' order by 1`;
    union = [...tables.map(({ name }) => name), "effects"]
      .map(
        (name) =>
          `select '${name}' as "table", t.id::text as id, to_jsonb(t) as row from crm.${name} t where t.workspace_id = $1`,
      )
      .join(" union all ");
  }
  const rows = await client.unsafe<{ table: string; id: string; row: Row }[]>(union, [workspace.id]);
  return new Map(rows.map(({ table, id, row }) => [`${table} ${id}`, row]));
}

const nameOf = (row: Row): string => {
  const name = names.map((column) => row[column]).find((value) => typeof value === "string");
  return typeof name === "string" ? name : "";
};

/** The id of the one row of that name. Throws where there is none, or more than one. */
export function idOf(rows: Rows, name: string): string {
  const found = [...rows.values()].filter((row) => nameOf(row) === name && !row["deleted_at"]);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${String(found.length)} rows are named "${name}"`);
  return String(only["id"]);
}

interface Difference {
  kind: "added" | "changed" | "gone";
  table: string;
  name: string;
  values: Row;
}

function differencesOf(before: Rows, after: Rows): Difference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key): Difference[] => {
    const [table = ""] = key.split(" ");
    const [old, now] = [before.get(key), after.get(key)];
    if (!now) return old ? [{ kind: "gone", table, name: nameOf(old), values: old }] : [];
    if (!old) return [{ kind: "added", table, name: nameOf(now), values: now }];
    const values = Object.entries(now).filter(
      ([column, value]) => !bookkeeping.has(column) && !same(value, old[column]),
    );
    // Under the name that it had: what changes may be the name.
    return values.length === 0
      ? []
      : [{ kind: "changed", table, name: nameOf(old), values: Object.fromEntries(values) }];
  });
}

/** What is different from what was expected, in words; nothing where all is as expected. */
export function compareChanges(before: Rows, after: Rows, expected: readonly Change[]): string[] {
  const left = differencesOf(before, after);
  const problems: string[] = [];
  for (const change of expected) {
    const at = left.findIndex((one) => fits(one, change, after));
    if (at < 0) problems.push(`expected, and not so: ${JSON.stringify(change)}`);
    else left.splice(at, 1);
  }
  return [...problems, ...left.map((one) => `not expected: ${wordsOn(one)}`)];
}

function fits(one: Difference, change: Change, rows: Rows): boolean {
  const wanted = Object.entries(change.values);
  const holds = wanted.every(([column, value]) => matches(one.values[column], value, rows));
  if ("added" in change) return one.kind === "added" && one.table === change.added && holds;
  if ("gone" in change) return one.kind === "gone" && one.table === change.gone && holds;
  const isAll = Object.keys(one.values).length === wanted.length;
  return (
    one.kind === "changed" &&
    one.table === change.changed &&
    [one.name, something].includes(change.name) &&
    isAll &&
    holds
  );
}

function matches(actual: unknown, wanted: unknown, rows: Rows): boolean {
  if (wanted === something) return actual !== null && actual !== undefined;
  if (typeof wanted === "string" && /^\{.+\}$/.test(wanted))
    return actual === idOf(rows, wanted.slice(1, -1));
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      actual.length === wanted.length &&
      wanted.every((part, at) => matches(actual[at], part, rows))
    );
  }
  if (wanted !== null && typeof wanted === "object") {
    if (actual === null || typeof actual !== "object") return false;
    const there = new Map<string, unknown>(Object.entries(actual));
    return Object.entries(wanted).every(([key, value]) => matches(there.get(key), value, rows));
  }
  return same(actual, wanted);
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/;

function same(one: unknown, other: unknown): boolean {
  if (typeof one === "string" && typeof other === "string" && instant.test(one) && instant.test(other)) {
    return Date.parse(one) === Date.parse(other);
  }
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function wordsOn({ kind, table, name, values }: Difference): string {
  const shown = Object.entries(values).filter(
    ([column, value]) => !bookkeeping.has(column) && value !== null,
  );
  return `${kind} ${table} "${name}" ${JSON.stringify(Object.fromEntries(shown))}`;
}
