import type postgres from "postgres";

import { beginAtOnce, type Transaction } from "./begin-at-once.ts";

type Unsafe = postgres.Sql["unsafe"];
interface Scope {
  unsafe: Unsafe;
}

/** Values that PostgreSQL reads from their text whatever their type is. A list, a date or bytes need to be asked for first. */
const isPlain = (value: unknown): boolean =>
  value === null || ["string", "number", "boolean", "bigint"].includes(typeof value);

/**
 * Lets `client` send a statement together with its values, and `begin` together with the first of them. Without prepared
 * statements the driver asks the server what the values are before it sends them, which makes two round trips of each
 * statement (its `describeFirst`, which nothing in its options turns off). Mends `client` itself, and each transaction
 * and savepoint that it opens.
 */
export function inOneRoundTrip<Client extends postgres.Sql>(client: Client): Client {
  sendAtOnce(client);
  beginAtOnce(client, mended);
  return client;
}

function mended(tx: postgres.TransactionSql, transaction: Transaction): postgres.TransactionSql {
  sendAtOnce(tx, transaction);
  const savepoint = tx.savepoint.bind(tx) as (...args: unknown[]) => Promise<unknown>;
  const inside = (argument: unknown) => {
    if (typeof argument !== "function") return argument;
    const run = argument as (tx: postgres.TransactionSql) => unknown;
    return (inner: postgres.TransactionSql) => transaction.unlessLost(run(mended(inner, transaction)));
  };
  tx.savepoint = ((...args: unknown[]) => savepoint(...args.map(inside))) as typeof tx.savepoint;
  return tx;
}

function sendAtOnce(scope: Scope, transaction?: Transaction): void {
  const unsafe = scope.unsafe as (...args: Parameters<Unsafe>) => ReturnType<Unsafe>;
  scope.unsafe = ((text, values, options) => {
    transaction?.requireConnection();
    const query = unsafe(text, values, options);
    if (values?.every(isPlain))
      Reflect.defineProperty(query, "describeFirst", { get: () => false, set: () => undefined });
    if (!transaction) return query;
    transaction.watch(query);
    // In the order of the calls, whoever waits for them.
    return query.execute();
  }) as Unsafe;
}
