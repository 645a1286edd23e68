import { sqlState } from "./sql-state.ts";

/** What a statement meets after one that failed. */
const transactionAborted = "25P02";

/**
 * Statements of one transaction that need nothing of each other's answers: each is sent while those before it still run, in
 * this order. All have ended before the error of the one that failed is thrown: nothing may be sent once a transaction is over.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { [K in keyof T]: PromiseLike<T[K]> }
): Promise<T> {
  // A statement of drizzle runs each time it is waited for: once.
  const ends = await Promise.allSettled(work);
  const errors = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  if (errors.length > 0) throw errors.find((error) => sqlState(error) !== transactionAborted) ?? errors[0];
  // None was rejected: these are the values, in the order of the work.
  return ends.map((end) => (end.status === "fulfilled" ? end.value : undefined)) as unknown as T;
}
