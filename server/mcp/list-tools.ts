import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

import { Proposed } from "#lib/schemas/proposals.ts";
import type { Operation } from "#server/core/index.ts";
import {
  inputJsonSchema,
  type JsonSchema,
  operations,
  outputJsonSchema,
  toolDescription,
  toolNameOf,
  toolsOf,
} from "#server/registry/index.ts";

const proposedSchema: JsonSchema = { ...z.toJSONSchema(Proposed, { io: "output" }) };

let listed: Tool[] | undefined;

/** Every operation with the door "mcp", sorted by name. */
export function listTools(): Tool[] {
  listed ??= toolsOf(operations, "mcp").map(toTool);
  return listed;
}

/** What a read answers may carry the mark of text that others wrote. */
const withMark = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: {
    untrusted: { type: "boolean", const: true },
    notice: { type: "string" },
    ...(schema["properties"] as JsonSchema | undefined),
  },
});

function toTool(operation: Operation): Tool {
  const { name, summary, effect } = operation.definition;
  const output = effect === "read" ? withMark(outputJsonSchema(operation)) : proposedSchema;
  return {
    name: toolNameOf(name),
    title: summary,
    description: toolDescription(operation, "mcp"),
    inputSchema: { ...inputJsonSchema(operation), type: "object" },
    ...(output["type"] === "object" ? { outputSchema: { ...output, type: "object" } } : {}),
    annotations: { readOnlyHint: effect === "read", openWorldHint: effect === "external" },
  };
}
