import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

interface Column {
  name: string;
  type: string;
  needed: boolean;
}

interface Shape {
  table: string;
  /** Those that are written; the database makes the others of them. */
  columns: Column[];
  /** Column → the table it refers to. */
  parents: Record<string, string>;
}

export interface Seed {
  table: string;
  id: string;
  audience: string | null;
  /** The row as it stands, for copies of it. */
  image: Record<string, unknown>;
}

export const audiences = ["private", "metadata", "subject", "workspace"] as const;

async function shapes(): Promise<Shape[]> {
  return systemPool().client<Shape[]>`
    select c.relname as table,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'needed', a.attnotnull and not a.atthasdef)) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select jsonb_object_agg(a.attname, p.relname) from pg_constraint k
          join pg_class p on p.oid = k.confrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
        where k.contype = 'f' and k.conrelid = c.oid), '{}') as parents
    from pg_class c where c.relnamespace = 'crm'::regnamespace and c.relkind = 'r'`;
}

/** Parents before children. */
function inOrder(all: readonly Shape[]): Shape[] {
  const sorted: Shape[] = [];
  const known = new Set<string>();
  while (sorted.length < all.length) {
    const ready = all.filter(
      (shape) => !known.has(shape.table) && Object.values(shape.parents).every((parent) => known.has(parent)),
    );
    if (ready.length === 0) throw new Error("tables refer to each other in a circle");
    for (const shape of ready) known.add(shape.table);
    sorted.push(...ready);
  }
  return sorted;
}

function valueFor({ name, type }: Column): unknown {
  switch (type) {
    case "uuid":
      return newId();
    case "text":
      return `${name} ${newId()}`;
    case "text[]":
      return [];
    case "jsonb":
      return {};
    case "integer":
    case "bigint":
      return 1;
    case "boolean":
      return false;
    case "bytea":
      return "\\x00";
    case "timestamp with time zone":
      return "2026-01-01T00:00:00Z";
    default:
      throw new Error(`no seed for a column of type ${type}: ${name}`);
  }
}

/** Made with the workspace: one row of each stands there already. */
const provisioned = new Set(["workspaces", "members", "profiles"]);

/** A row of the owner in every table, one for each audience where rows have one. */
export async function seedEveryTable(owner: Context): Promise<Seed[]> {
  const seeds: Seed[] = [];
  const claims = JSON.stringify({ sub: owner.user.id, workspace_id: owner.workspace.id });
  const ordered = inOrder(await shapes());
  await systemPool().client.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${claims}, true)`;
    await tx`select app.open_change_set(${newId()}, 'test.seed', 'edit', '{}'::jsonb, '{}'::jsonb, '')`;
    for (const shape of ordered) {
      for (const audience of hasAudience(shape) ? audiences : [null]) {
        const row = rowOf(shape, owner, audience, seeds);
        const made = !provisioned.has(shape.table);
        // What a trigger made of the contents, or the job, that was seeded before.
        if (shape.table === "interaction_subjects")
          await tx`delete from crm.interaction_subjects where interaction_id = ${String(row["interaction_id"])}`;
        if (shape.table === "job_log_entries")
          await tx`delete from crm.job_log_entries where job_id = ${String(row["job_id"])}`;
        if (made) {
          const columns = shape.columns.map(({ name }) => `"${name}"`).join(", ");
          await tx.unsafe(
            `insert into crm.${shape.table} (${columns}) select ${columns}
              from jsonb_populate_record(null::crm.${shape.table}, ${await defaultsOf(shape.table)} || $1::text::jsonb)`,
            [JSON.stringify(row)],
          );
        }
        const [stored] = await tx.unsafe<{ id: string; image: Record<string, unknown> }[]>(
          `select t.id, to_jsonb(t) as image from crm.${shape.table} t where ${made ? "id" : "workspace_id"} = $1`,
          [made ? row.id : owner.workspace.id],
        );
        if (!stored) throw new Error(`no row of ${shape.table} was made`);
        const image = Object.fromEntries(shape.columns.map(({ name }) => [name, stored.image[name]]));
        seeds.push({ table: shape.table, audience, id: stored.id, image });
      }
    }
  });
  return seeds;
}

const hasAudience = (shape: Shape): boolean => shape.columns.some((column) => column.name === "audience");

async function defaultsOf(table: string): Promise<string> {
  const [row] = await systemPool().client<{ defaults: string | null }[]>`
    select string_agg(format('%L, %s', a.attname, pg_get_expr(d.adbin, d.adrelid)), ', ') as defaults
    from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = ${`crm.${table}`}::regclass and a.attgenerated = ''`;
  return `jsonb_build_object(${row?.defaults ?? ""})`;
}

function rowOf(
  shape: Shape,
  owner: Context,
  audience: string | null,
  seeds: readonly Seed[],
): { id: string } & Record<string, unknown> {
  const row: { id: string } & Record<string, unknown> = { id: newId() };
  for (const column of shape.columns)
    if (column.needed && column.name !== "id") row[column.name] = valueFor(column);
  for (const [column, parent] of Object.entries(shape.parents)) {
    row[column] = seeds.findLast(
      (seed) => seed.table === parent && (audience === null || (seed.audience ?? audience) === audience),
    )?.id;
  }
  row.workspace_id = owner.workspace.id;
  for (const { name } of shape.columns)
    if (name === "user_id" || name === "owner_id") row[name] = owner.user.id;
  if (audience) row.audience = audience;
  return row;
}
