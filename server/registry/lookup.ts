import { AppError } from "#lib/errors.ts";
import type { Operation } from "#server/core/index.ts";

const byName = new Map<string, Operation>();

/** Called once by operations.ts. What runs others by name looks here, and so need not import the list it is in. */
export function registerOperations(operations: readonly Operation[]): void {
  for (const operation of operations) {
    const { name } = operation.definition;
    if (byName.has(name)) throw new Error(`Two operations have the name ${name}`);
    byName.set(name, operation);
  }
}

export const findOperation = (name: string): Operation | undefined => byName.get(name);

/** Throws not_found, with words, for a name that is none of ours. */
export function requireOperation(name: string): Operation {
  const operation = byName.get(name);
  if (!operation) throw new AppError("not_found", `There is no operation named "${name.slice(0, 100)}".`);
  return operation;
}
