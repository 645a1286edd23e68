import type postgres from "postgres";

import { type Context, newId } from "#server/core/index.ts";
import { appPool, systemPool } from "#server/db/index.ts";

import type { Seed } from "./seed.ts";

/** A function for tests alone: runs a statement, takes it back, and answers how many rows it touched or its SQLSTATE. */
export async function installTrial(): Promise<void> {
  const admin = systemPool().client;
  await admin.unsafe(`
    create schema trial;
    grant usage on schema trial to public;
    create function trial.attempt(statement text) returns text language plpgsql as $$
    declare touched int;
    begin
      execute statement;
      get diagnostics touched = row_count;
      raise exception using errcode = 'OC999', message = touched::text;
    exception when others then
      return case sqlstate when 'OC999' then sqlerrm else sqlstate end;
    end $$`);
}

/** How a caller enters: as a member with claims, as authenticated without claims, or as the bare login. */
export type Entry = Context | "no claims" | "no role";

/** The answer to each statement, all in one transaction that is rolled back. */
export async function tryAll(entry: Entry, statements: readonly string[]): Promise<string[]> {
  const undone = new Error("undone");
  let answers: string[] = [];
  const work = appPool().client.begin(async (tx) => {
    await enter(tx, entry);
    const rows = await tx<{ answer: string }[]>`
      select trial.attempt(statement) as answer from unnest(${tx.array([...statements])}::text[]) with ordinality as s(statement, place)
      order by place`;
    answers = rows.map((row) => row.answer);
    throw undone;
  });
  await work.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return answers;
}

async function enter(tx: postgres.TransactionSql, entry: Entry): Promise<void> {
  if (entry === "no role") return;
  await tx`select set_config('role', 'authenticated', true)`;
  if (entry === "no claims") return;
  await tx`select set_config('request.jwt.claims', app.claims_for(${entry.user.id}, ${entry.workspace.id}), true)`;
  await tx`select app.open_change_set(${newId()}, 'test.rights', 'edit', '{}'::jsonb, '{}'::jsonb, '')`;
}

/** True where the rights let it through: it touched the row, or only a key or check stood against it. */
export function letThrough(answer: string): boolean {
  if (/^\d{1,4}$/.test(answer)) return answer !== "0";
  // Without claims there is no change set either.
  if (answer === "42501" || answer === "OC002") return false;
  if (["23503", "23505"].includes(answer)) return true;
  throw new Error(`neither refused nor let through: ${answer}`);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const statements = {
  select: ({ table, id }: Seed) => `select from crm.${table} where id = '${id}'`,
  update: ({ table, id }: Seed) => `update crm.${table} set created_at = created_at where id = '${id}'`,
  delete: ({ table, id }: Seed) => `delete from crm.${table} where id = '${id}'`,
  /** A copy of the row, with other values where it is to be another's. */
  insert: ({ table, image }: Seed, values: Record<string, unknown> = {}) => {
    const columns = Object.keys(image)
      .map((name) => `"${name}"`)
      .join(", ");
    return `insert into crm.${table} (${columns}) select ${columns} from jsonb_populate_record(null::crm.${table}, ${quoted(
      JSON.stringify({ ...image, id: newId(), ...values }),
    )}::jsonb)`;
  },
  giveAway: ({ table, id, image }: Seed, userId: string) =>
    `update crm.${table} set ${
      "user_id" in image ? `user_id = '${userId}'` : `owner_id = '${userId}', audience = 'private'`
    } where id = '${id}'`,
  /** Into another workspace. */
  move: ({ table, id }: Seed, workspaceId: string) =>
    `update crm.${table} set workspace_id = '${workspaceId}' where id = '${id}'`,
};
