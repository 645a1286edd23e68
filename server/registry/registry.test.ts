import { expect, test } from "vitest";
import { z } from "zod";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";

import { findOperation, inputJsonSchema, operations, outputJsonSchema, runOperation } from "./index.ts";
import { registerOperations } from "./lookup.ts";
import { operationNameOf, toolDescription, toolNameOf, toolsOf } from "./tools.ts";

useTestDatabase();

const definitions = operations.map(({ definition }) => definition);

test("a decision is open to people alone: pages and keys, never tools, MCP or batches", () => {
  const decisions = definitions.filter(({ decision }) => decision);
  expect(decisions.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["proposals.approve", "proposals.reject", "apiKeys.create"]),
  );
  for (const { name, doors } of decisions) {
    expect(
      doors.filter((door) => door !== "action" && door !== "rest"),
      name,
    ).toEqual([]);
  }
});

test("names are room.verb and lead to the tool and back", () => {
  for (const { name } of definitions) {
    expect(name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    expect(operationNameOf(toolNameOf(name))).toBe(name);
    expect(toolNameOf(name)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  }
  expect(findOperation("contacts.create")?.definition.summary).toBe("Create a contact");
});

test("no two operations share a name or a route", () => {
  expect(() => registerOperations(operations.slice(0, 1))).toThrow("Two operations have the name");
  const routes = definitions.flatMap(({ rest }) =>
    rest ? [`${rest.method} ${rest.path.replaceAll(/\{\w+\}/g, "{}")}`] : [],
  );
  expect(new Set(routes).size).toBe(routes.length);
});

test("reads have no write door: a page reads by REST, a batch only writes", () => {
  for (const { name, effect, permission, doors } of definitions) {
    expect(permission.endsWith(effect === "read" ? ":read" : ":write"), name).toBe(true);
    if (effect === "read") expect(doors.includes("batch"), name).toBe(false);
  }
});

test("what a model can call has schemas that say everything, objects at the top, and words", () => {
  for (const operation of [...toolsOf(operations, "tool"), ...toolsOf(operations, "mcp")]) {
    const { name, input, output, summary } = operation.definition;
    for (const [schema, io] of [
      [input, "input"],
      [output, "output"],
    ] as const) {
      expect(() => z.toJSONSchema(schema, { io }), `${name} ${io}`).not.toThrow();
    }
    expect(inputJsonSchema(operation)["type"], name).toBe("object");
    expect(outputJsonSchema(operation)["type"], name).toBe("object");
    expect(summary.length, name).toBeGreaterThan(5);
    expect(toolDescription(operation, "tool"), name).toContain(summary);
  }
});

test("schemas are made once", () => {
  for (const operation of operations) {
    expect(inputJsonSchema(operation)).toBe(inputJsonSchema(operation));
    expect(outputJsonSchema(operation)).toBe(outputJsonSchema(operation));
  }
});

test("a name that is none of ours is not found, in words", async () => {
  const ctx = await newOwner();
  await expect(runOperation(ctx, "contacts.nonsense", {})).rejects.toMatchObject({
    code: "not_found",
    message: 'There is no operation named "contacts.nonsense".',
  });
  expect(await runOperation(ctx, "contacts.create", { displayName: "Ada" })).toMatchObject({
    displayName: "Ada",
  });
});
