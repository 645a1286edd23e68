import type { z } from "zod";

import { errorStatus } from "#lib/errors.ts";

import { type JsonSchema, jsonSchemaOf } from "../json-schema.ts";

export interface Reference {
  $ref: string;
}

const reference = (name: string): Reference => ({ $ref: `#/components/schemas/${name}` });

/** "contacts.create" → "ContactsCreate" */
export const pascalCase = (operationName: string): string =>
  operationName.replaceAll(/(?:^|[.\-_])(\w)/g, (_, letter: string) => letter.toUpperCase());

export const failureSchema: JsonSchema = {
  type: "object",
  description: "What every door answers when something was refused or went wrong.",
  required: ["ok", "error"],
  properties: {
    ok: { const: false },
    error: {
      type: "object",
      required: ["code", "message", "requestId"],
      properties: {
        code: { type: "string", enum: Object.keys(errorStatus) },
        message: { type: "string", description: "What happened and what to do next, for people." },
        fields: {
          type: "object",
          description: "Messages by the path of the input's field.",
          additionalProperties: { type: "string" },
        },
        requestId: { type: "string" },
      },
    },
  },
};

/** The named schemas of the document: each result once, however many operations answer it. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = { Failure: failureSchema };
  readonly #results = new Map<z.ZodType, string>();

  /** The result of an operation. The first that answers a schema gives it its name. */
  result(operationName: string, schema: z.ZodType): Reference {
    const name = this.#results.get(schema) ?? `${pascalCase(operationName)}Result`;
    if (!this.#results.has(schema)) {
      this.#results.set(schema, name);
      this.add(name, jsonSchemaOf(schema, "output"));
    }
    return reference(name);
  }

  /** Adds a schema under a name, and what it calls $defs beside it. */
  add(name: string, { $defs, ...schema }: JsonSchema): Reference {
    const renamed = (part: string) => reference(`${name}_${part}`).$ref;
    const hoist = (value: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(value), (key, part: unknown) => {
        if (key !== "$ref" || typeof part !== "string") return part;
        return part === "#"
          ? reference(name).$ref
          : part.replace(/^#\/\$defs\/(.+)$/, (_, def: string) => renamed(def));
      }) as JsonSchema;
    this.schemas[name] = hoist(schema);
    for (const [part, definition] of Object.entries($defs ?? {})) {
      this.schemas[`${name}_${part}`] = hoist(definition);
    }
    return reference(name);
  }
}
