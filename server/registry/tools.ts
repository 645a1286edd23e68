import type { Operation } from "#server/core/index.ts";

/** contacts.create → contacts_create: names of tools know no dot. Rooms and verbs contain no underscore. */
export const toolNameOf = (operationName: string): string => operationName.replace(".", "_");

/** contacts_create → contacts.create. */
export const operationNameOf = (toolName: string): string => toolName.replace("_", ".");

/** By list and door: what is offered does not change while a process runs, and every answer asks for it. */
const sorted = { tool: new WeakMap<object, Operation[]>(), mcp: new WeakMap<object, Operation[]>() };

/** The operations that a model reaches through `door`, sorted by name so that a cached prompt stays the same. */
export function toolsOf(operations: readonly Operation[], door: "tool" | "mcp"): readonly Operation[] {
  const known = sorted[door].get(operations);
  if (known) return known;
  const found = operations
    .filter(({ definition }) => definition.doors.includes(door))
    .sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  sorted[door].set(operations, found);
  return found;
}

const approval = {
  tool: "A person approves it first.",
  mcp: "A person approves it before it happens: the answer is a proposal.",
};

/** What a model reads before it chooses the tool; the assistant's was told what a proposal is. */
export function toolDescription({ definition }: Operation, door: "tool" | "mcp"): string {
  const words = [definition.summary, definition.guidance].filter((part) => part !== undefined);
  const sentences = words.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`));
  if (definition.effect !== "read") sentences.push(approval[door]);
  return sentences.join(" ");
}
