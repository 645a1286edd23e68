import { AppError } from "#lib/errors.ts";

import { type JsonSchema, jsonSchemaOf, propertiesOf } from "./json-schema.ts";
import type { Route } from "./routes.ts";

const known = new WeakMap<Route, Record<string, JsonSchema>>();

function propertiesFor(route: Route): Record<string, JsonSchema> {
  const properties =
    known.get(route) ?? propertiesOf(jsonSchemaOf(route.operation.definition.input, "input"));
  known.set(route, properties);
  return properties;
}

/** The query as input: text becomes a number, a truth value or a list where the operation expects one. */
export function readQuery(route: Route, query: URLSearchParams): Record<string, unknown> {
  const properties = propertiesFor(route);
  const input: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!property) {
      throw new AppError("invalid_input", `Please check "${name}": it is not known here.`, {
        fields: { [name]: "Not known here." },
      });
    }
    const values = query.getAll(name);
    if (property.type === "array") input[name] = values;
    else if (values.length === 1) input[name] = typed(values[0] ?? "", property);
    else {
      throw new AppError("invalid_input", `Please check "${name}": it stands in the address twice.`, {
        fields: { [name]: "Give it once." },
      });
    }
  }
  return input;
}

function typed(value: string, { type }: JsonSchema): unknown {
  switch (type) {
    case "integer":
    case "number":
      return value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    default:
      return value;
  }
}
