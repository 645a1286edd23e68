import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { tables } from "./tables.ts";

type Columns = Record<string, SQLOutputValue>;

/** What the stand-in keeps: one file, so that tokens and mail outlive a restart. */
export interface Database {
  /** The columns that the statement selects, by the names and types that the caller states. */
  all<Row extends Columns>(sql: string, ...values: SQLInputValue[]): Row[];
  one<Row extends Columns>(sql: string, ...values: SQLInputValue[]): Row | null;
  /** The number of rows that changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All of the work or nothing of it; inside another one it is part of that. */
  atomically<Result>(work: () => Result): Result;
  close(): void;
}

export function openDatabase(path: string): Database {
  const database = new DatabaseSync(path);
  database.exec("pragma journal_mode = wal; pragma synchronous = normal;");
  database.exec(tables);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    all: <Row extends Columns>(sql: string, ...values: SQLInputValue[]) =>
      prepare(sql).all(...values) as Row[],
    one: <Row extends Columns>(sql: string, ...values: SQLInputValue[]) =>
      (prepare(sql).get(...values) as Row | undefined) ?? null,
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    atomically(work) {
      if (database.isTransaction) return work();
      database.exec("begin immediate");
      try {
        const result = work();
        database.exec("commit");
        return result;
      } catch (error) {
        database.exec("rollback");
        throw error;
      }
    },
    close() {
      database.close();
    },
  };
}
