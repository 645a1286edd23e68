import type postgres from "postgres";

/** The driver's lists of its connections, by what may be asked of them: each stands in one. */
interface Line {
  push: (connection: Connection) => void;
  remove: (connection: Connection) => void;
}
interface Connection {
  id: number;
  queue: Line;
}
interface Beginning extends postgres.UnsafeQueryOptions {
  onexecute?: (connection: Connection) => void;
}

export interface Transaction {
  /** Throws once its connection was closed: what the driver sends then ends the process. */
  requireConnection: () => void;
  /** The same for what the transaction does by itself when it fails: it never learns that it did. */
  unlessLost: (work: unknown) => Promise<unknown>;
}

type Begin = (...args: unknown[]) => Promise<unknown>;
type Unsafe = (...args: Parameters<postgres.Sql["unsafe"]>) => ReturnType<postgres.Sql["unsafe"]>;

/**
 * Sends `begin` together with what follows it: the driver waits for its answer, here until it is on its way. `mended`
 * gets each transaction before its work does. The work of one whose connection is lost is left alone, and `begin` throws.
 */
export function beginAtOnce(
  client: postgres.Sql,
  mended: (tx: postgres.TransactionSql, transaction: Transaction) => postgres.TransactionSql,
): void {
  const begin = client.begin.bind(client) as Begin;
  const unsafe = client.unsafe as Unsafe;
  const lost = new WeakSet<Transaction>();
  const held = new Map<number, Transaction>();
  let beginning: Transaction | undefined;
  client.options.onclose = (id) => {
    const transaction = held.get(id);
    if (transaction) lost.add(transaction);
  };
  client.begin = ((...args: unknown[]) => {
    const transaction = newTransaction((own) => lost.has(own));
    const inside = (argument: unknown) => {
      if (typeof argument !== "function") return argument;
      const run = argument as (tx: postgres.TransactionSql) => unknown;
      return (tx: postgres.TransactionSql) => transaction.unlessLost(run(mended(tx, transaction)));
    };
    // The driver's `begin` calls `unsafe` before it gives way to anybody.
    beginning = transaction;
    return begin(...args.map(inside));
  }) as typeof client.begin;
  client.unsafe = ((text, values, options: Beginning = {}) => {
    const { onexecute } = options;
    const transaction = beginning;
    if (!onexecute || !transaction) return unsafe(text, values, options);
    beginning = undefined;
    const execute = () =>
      new Promise<void>((resolve, reject) => {
        const told = (connection: Connection) => {
          onexecute(connection);
          held.set(connection.id, transaction);
          const kept = connection.queue;
          queueMicrotask(() => {
            takeMore(connection, kept);
            resolve();
          });
        };
        const sent = unsafe(text, values, { ...options, onexecute: told } as Beginning);
        sent.then(() => resolve(), reject);
      });
    return { execute };
  }) as typeof client.unsafe;
}

/** The driver takes who began for occupied until the answer: back to those kept for their transaction. */
function takeMore(connection: Connection, kept: Line): void {
  if (connection.queue === kept) return;
  connection.queue.remove(connection);
  kept.push(connection);
  connection.queue = kept;
}

function newTransaction(isLost: (own: Transaction) => boolean): Transaction {
  const own: Transaction = {
    requireConnection() {
      if (isLost(own)) throw new Error("the connection to the database was closed");
    },
    async unlessLost(work) {
      try {
        const result = await work;
        if (!isLost(own)) return result;
      } catch (error) {
        if (!isLost(own)) throw error;
      }
      return new Promise<never>(() => undefined);
    },
  };
  return own;
}
