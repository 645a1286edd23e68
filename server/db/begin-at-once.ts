import { setTimeout } from "node:timers/promises";

import postgres from "postgres";

/** More than enough between the error of a socket and its end. */
const closingMs = 1_000;

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
  /** To be told of each of its statements. */
  watch: (statement: Promise<unknown>) => void;
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
  const held = new Map<number, Held>();
  let beginning: Held | undefined;
  client.options.onclose = (id) => held.get(id)?.lose();
  client.begin = ((...args: unknown[]) => {
    const transaction = newTransaction();
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

interface Held extends Transaction {
  lose: () => void;
}

function newTransaction(): Held {
  let isLost = false;
  let isFailing = false;
  let tell: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    lose() {
      isLost = true;
      tell();
    },
    watch(statement) {
      statement.catch((error: unknown) => {
        isFailing ||= !(error instanceof postgres.PostgresError);
      });
    },
    requireConnection() {
      if (isLost || isFailing) throw new Error("the connection to the database was closed");
    },
    async unlessLost(work) {
      const [end] = await Promise.allSettled([work]);
      // That a connection broke is told to its statement first, and to others a moment later.
      if (isFailing) await Promise.race([closed, setTimeout(closingMs, undefined, { ref: false })]);
      if (isLost) return new Promise<never>(() => undefined);
      if (end.status === "rejected") throw end.reason;
      return end.value;
    },
  };
}
