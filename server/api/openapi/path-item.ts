import { type ErrorCode, errorStatus } from "#lib/errors.ts";
import type { Operation } from "#server/core/index.ts";

import { type JsonSchema, jsonSchemaOf, propertiesOf } from "../json-schema.ts";
import { parameterName, type Route } from "../routes.ts";
import { type Components, pascalCase, type Reference } from "./components.ts";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

interface Body {
  required: boolean;
  content: Record<string, { schema: JsonSchema | Reference }>;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: Body;
  responses: Record<string, unknown>;
  "x-doors": readonly string[];
  "x-scope": string;
  "x-decision"?: true;
}

/** "contacts.create" → "contacts" */
export const tagOf = (operation: Operation): string => operation.definition.name.split(".")[0] ?? "";

export function operationObject(route: Route, components: Components): OperationObject {
  const { definition } = route.operation;
  const input = jsonSchemaOf(definition.input, "input");
  const inPath = route.segments.flatMap((segment) => parameterName(segment) ?? []);
  const requestBody = bodyOf(route, without(input, inPath), components);
  const description = [
    definition.guidance,
    definition.decision ? 'Only people decide this: a key needs the scope "approve".' : undefined,
  ].filter((sentence) => sentence !== undefined);
  return {
    operationId: definition.name,
    summary: definition.summary,
    ...(description.length > 0 ? { description: description.join(" ") } : {}),
    tags: [tagOf(route.operation)],
    parameters: parametersOf(route, input, inPath),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(route, components),
    "x-doors": definition.doors,
    "x-scope": definition.permission,
    ...(definition.decision ? { "x-decision": true as const } : {}),
  };
}

function without({ properties, required, ...rest }: JsonSchema, names: readonly string[]): JsonSchema {
  const kept = Object.entries(properties ?? {}).filter(([name]) => !names.includes(name));
  const stillRequired = (required ?? []).filter((name) => !names.includes(name));
  return {
    ...rest,
    properties: Object.fromEntries(kept),
    ...(stillRequired.length > 0 ? { required: stillRequired } : {}),
  };
}

function parametersOf(route: Route, input: JsonSchema, inPath: readonly string[]): Parameter[] {
  const properties = propertiesOf(input);
  const fromPath = inPath.map((name): Parameter => ({
    name,
    in: "path",
    required: true,
    schema: properties[name] ?? { type: "string" },
  }));
  if (route.method === "POST" || route.method === "PATCH") return [...fromPath, idempotencyKey];
  const fromQuery = Object.entries(properties)
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]): Parameter => ({
      name,
      in: "query",
      required: input.required?.includes(name) ?? false,
      schema,
    }));
  return [...fromPath, ...fromQuery, ...(route.method === "DELETE" ? [idempotencyKey] : [])];
}

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: 255 },
  description: "Repeats with the same key within 48 hours answer what the first one answered.",
};

function bodyOf(route: Route, input: JsonSchema, components: Components): Body | null {
  const { name } = route.operation.definition;
  if (route.method === "GET" || route.method === "DELETE") return null;
  if (route.file) {
    const { file, announces = [] } = route;
    const fields = without(input, [file, ...announces]);
    const schema = {
      ...fields,
      properties: { ...fields.properties, [file]: { type: "string", format: "binary" } },
      required: [...(fields.required ?? []), file],
    };
    const multipart = { "multipart/form-data": { schema: schema as JsonSchema } };
    if (announces.length === 0) return { required: true, content: multipart };
    const announced = without(input, [file]);
    const required = [...(announced.required ?? []), ...announces];
    return {
      required: true,
      content: { ...multipart, "application/json": { schema: { ...announced, required } } },
    };
  }
  if (Object.keys(input.properties ?? {}).length === 0) return null;
  const schema = components.add(`${pascalCase(name)}Input`, input);
  return { required: (input.required?.length ?? 0) > 0, content: { "application/json": { schema } } };
}

const refusals: readonly ErrorCode[] = ["invalid_input", "unauthenticated", "forbidden"];

function responsesOf(
  { operation, method, path, file }: Route,
  components: Components,
): Record<string, unknown> {
  const { name, output } = operation.definition;
  const codes = new Set<ErrorCode>(refusals);
  if (path.includes("{")) codes.add("not_found");
  if (method !== "GET") codes.add("conflict").add("too_large").add("unsupported");
  if (file) codes.add("quota_exceeded");
  const failures = [...codes]
    .map((code) => [String(errorStatus[code]), { $ref: `#/components/responses/${pascalCase(code)}` }])
    .sort();
  return {
    "200": {
      description: "Done",
      headers: { "X-Request-Id": { schema: { type: "string" } } },
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["ok", "data"],
            properties: { ok: { const: true }, data: components.result(name, output) },
          },
        },
      },
    },
    ...Object.fromEntries(failures),
    default: { $ref: "#/components/responses/Failure" },
  };
}
