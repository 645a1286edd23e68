import type { JsonSchema } from "#server/registry/index.ts";

/** Nobody dictates a field of that length by mistake, or a list. */
const longText = 200;
const longList = 20;

/** What a model does not need: `format` says what the pattern says, and no list is as long as an integer allows. */
const left = (key: string, value: unknown, schema: Readonly<Record<string, unknown>>): boolean =>
  key !== "$schema" &&
  !(key === "pattern" && "format" in schema) &&
  !(key === "maxLength" && Number(value) >= longText) &&
  !(key === "maxItems" && Number(value) >= longList) &&
  !((key === "maximum" || key === "minimum") && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

/** Those of the operations never change. */
const known = new WeakMap<JsonSchema, JsonSchema>();

/** The schema with fewer words, for a prompt: what is cut, the operation itself still checks. */
export function slimSchema(schema: JsonSchema): JsonSchema {
  const slimmed = known.get(schema) ?? slimFields(schema);
  known.set(schema, slimmed);
  return slimmed;
}

const slimFields = (record: Readonly<Record<string, unknown>>): JsonSchema =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([key, part]) => left(key, part, record))
      .map(([key, part]) => [key, slim(part)]),
  );

function slim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(slim);
  return value !== null && typeof value === "object" ? slimFields({ ...value }) : value;
}
