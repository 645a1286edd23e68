import { z } from "zod";

import type { Operation } from "#server/core/index.ts";

export type JsonSchema = Record<string, unknown>;

type Side = "input" | "output";

const cache: Record<Side, WeakMap<z.ZodType, JsonSchema>> = { input: new WeakMap(), output: new WeakMap() };

function jsonSchemaOf(schema: z.ZodType, io: Side): JsonSchema {
  const cached = cache[io].get(schema);
  if (cached) return cached;
  const made: JsonSchema = { ...z.toJSONSchema(schema, { io, unrepresentable: "any" }) };
  cache[io].set(schema, made);
  return made;
}

/** JSON Schema (draft 2020-12) of what a caller may send. */
export const inputJsonSchema = ({ definition }: Operation): JsonSchema =>
  jsonSchemaOf(definition.input, "input");

/** JSON Schema (draft 2020-12) of what a caller receives. */
export const outputJsonSchema = ({ definition }: Operation): JsonSchema =>
  jsonSchemaOf(definition.output, "output");
