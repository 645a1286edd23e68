import type { Operation } from "#server/core/index.ts";

import { outputJsonSchema } from "../json-schemas.ts";

/** Whether it makes a record, whose id it answers: later steps may name that. */
export function makesSomething(operation: Operation): boolean {
  const { effect, name } = operation.definition;
  const { properties } = outputJsonSchema(operation);
  const answersId = properties !== null && typeof properties === "object" && "id" in properties;
  return effect === "write" && answersId && name.endsWith(".create");
}
