import { z } from "zod";

import type { ProposalField } from "#lib/schemas/proposals.ts";
import type { Operation } from "#server/core/index.ts";

import { inputJsonSchema } from "../json-schemas.ts";

const Property = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  maxLength: z.number().optional(),
  items: z.object({ type: z.string().optional(), format: z.string().optional() }).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
});

const Schema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** Above this a field is written on several lines. */
const lineMax = 5_000;

/** What a person may edit before approving: values, never the records that a call names. */
export function editableFields(operation: Operation): ProposalField[] {
  const { properties, required } = Schema.parse(inputJsonSchema(operation));
  return Object.entries(properties).flatMap(([field, property]) => {
    const kind = field === "expectedVersion" ? null : kindOf(property);
    return kind ? [{ field, required: required.includes(field), ...kind }] : [];
  });
}

/** The fields of an input as its schema has them; what is stored keeps no order. */
export const fieldOrder = (operation: Operation): string[] =>
  Object.keys(Schema.parse(inputJsonSchema(operation)).properties);

function kindOf(value: unknown): Pick<ProposalField, "kind" | "options"> | null {
  const property = Property.safeParse(value).data;
  if (!property) return null;
  const real = property.anyOf?.filter(({ type }) => type !== "null");
  if (real) return real.length === 1 ? kindOf(real[0]) : null;
  const { type, format, maxLength = 0 } = property;
  if (property.enum) return { kind: "choice", options: property.enum.map(String) };
  if (type === "boolean") return { kind: "flag", options: [] };
  if (type === "number" || type === "integer") return { kind: "number", options: [] };
  const { items } = property;
  if (type === "array" && items?.type === "string" && items.format !== "uuid")
    return { kind: "list", options: [] };
  if (type !== "string" || format === "uuid") return null;
  if (format === "date-time") return { kind: "instant", options: [] };
  return { kind: maxLength > lineMax ? "long" : "line", options: [] };
}
