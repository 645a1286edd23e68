import { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What a caller sends (`input`) or gets (`output`), as JSON Schema 2020-12. */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    target: "draft-2020-12",
  });
  return rest;
}

/** The properties of an object schema by name; empty for any other. */
export function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      typeof property === "boolean" ? {} : property,
    ]),
  );
}
