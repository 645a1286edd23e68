import { contactOperations } from "#server/contacts/index.ts";
import type { Operation } from "#server/core/index.ts";

/** Every operation there is. What is not here can be reached through no door but its own import. */
export const operations: readonly Operation[] = [...contactOperations];

const byName = new Map(operations.map((operation) => [operation.definition.name as string, operation]));
if (byName.size !== operations.length) throw new Error("Two operations have the same name");

export const findOperation = (name: string): Operation | undefined => byName.get(name);
