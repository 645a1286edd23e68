import postgres from "postgres";

const bare = "bench_bare";

/**
 * COPY of the rows that an import wrote, into tables that have the same columns and nothing else (no index, constraint,
 * trigger or policy), by a superuser, in one transaction: what PostgreSQL takes at least. Answers messages per second.
 */
export async function copyBare(adminUrl: string, workspaceId: string, messages: number): Promise<number> {
  const client = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const written = await dumpRows(client, workspaceId);
    const startedAt = performance.now();
    await client.begin(async (tx) => {
      for (const { table, file } of written)
        await tx.unsafe(`copy ${bare}.${table} from '${file}' (format binary)`);
    });
    return messages / ((performance.now() - startedAt) / 1000);
  } finally {
    await client.unsafe(`drop schema if exists ${bare} cascade`);
    await client.end();
  }
}

interface Dump {
  table: string;
  /** Beside the server's own files, which it may write. */
  file: string;
}

async function dumpRows(client: postgres.Sql, workspaceId: string): Promise<Dump[]> {
  await client.unsafe(`drop schema if exists ${bare} cascade; create schema ${bare}`);
  const tables = await client<{ name: string; folder: string }[]>`
    select c.table_name as name, current_setting('data_directory') as folder from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'crm' and c.column_name = 'workspace_id' and t.table_type = 'BASE TABLE'`;
  const dumps: Dump[] = [];
  for (const { name, folder } of tables) {
    const table = `"${name}"`;
    const file = `${folder}/bench-${name}.copy`;
    const { count } = await client.unsafe(
      `copy (select * from crm.${table} where workspace_id = '${workspaceId}') to '${file}' (format binary)`,
    );
    if (count === 0) continue;
    await client.unsafe(`create table ${bare}.${table} (like crm.${table})`);
    dumps.push({ table, file });
  }
  return dumps;
}
