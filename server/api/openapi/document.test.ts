import { expect, test } from "vitest";
import { z } from "zod";

import { operation } from "#server/core/index.ts";
import { operations } from "#server/registry/index.ts";

import { routesOf } from "../routes.ts";
import { openApiDocument } from "./document.ts";

const document = openApiDocument();
const entries = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, entry]) => ({ path, method, entry })),
);

/** Every value under a key, however deep. */
function* valuesOf(key: string, value: unknown): Generator<unknown> {
  if (value === null || typeof value !== "object") return;
  for (const [name, part] of Object.entries(value)) {
    if (name === key) yield part;
    yield* valuesOf(key, part);
  }
}

const resolve = (pointer: string, root: unknown = document): unknown =>
  pointer
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>(
      (value, part) =>
        value !== null && typeof value === "object"
          ? Object.entries(value).find(([key]) => key === part)?.[1]
          : undefined,
      root,
    );

test("each operation with a place below /api/v1 stands there once, under its own name", () => {
  const expected = operations
    .filter(({ definition }) => definition.rest)
    .map(({ definition }) => definition.name);
  expect(entries.map(({ entry }) => entry.operationId).sort()).toEqual(expected.sort());
  expect(entries.length).toBeGreaterThan(5);
});

test("no two operations take the same method and address", () => {
  const places = operations.flatMap(({ definition: { rest } }) =>
    rest ? [`${rest.method} ${rest.path.replaceAll(/\{\w+\}/g, "{}")}`] : [],
  );
  expect(new Set(places).size).toBe(places.length);
});

test("every reference leads somewhere", () => {
  const references = [...valuesOf("$ref", document)];
  expect(references.length).toBeGreaterThan(entries.length);
  for (const reference of references) {
    expect(reference).toMatch(/^#\/components\//);
    expect(resolve(String(reference)), String(reference)).toBeDefined();
  }
  expect([...valuesOf("$defs", document)]).toEqual([]);
});

test("each parameter of a path is declared, required, and known to the input", () => {
  for (const { path, entry } of entries) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = entry.parameters.filter((parameter) => parameter.in === "path");
    expect(
      declared.map(({ name }) => name),
      path,
    ).toEqual(inPath);
    for (const parameter of declared) {
      expect(parameter.required).toBe(true);
      // An unknown one would fall back to a schema without a format or pattern.
      expect(Object.keys(parameter.schema).length, `${path} ${parameter.name}`).toBeGreaterThan(1);
    }
    const names = entry.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(names).size, path).toBe(names.length);
  }
});

test("reads take no body, and every entry says scope, doors, tag, result and refusals", () => {
  for (const { path, method, entry } of entries) {
    const place = `${method} ${path}`;
    if (method === "get" || method === "delete") expect(entry.requestBody, place).toBeUndefined();
    expect(
      document.tags.map(({ name }) => name),
      place,
    ).toEqual(expect.arrayContaining(entry.tags));
    expect(entry["x-scope"], place).toMatch(/^\w+:(read|write)$/);
    expect(entry["x-doors"], place).toContain("rest");
    expect(Object.keys(entry.responses), place).toEqual(
      expect.arrayContaining(["200", "400", "401", "403", "default"]),
    );
  }
});

test("what the browser may read with its cookies changes nothing", () => {
  for (const { definition } of operations) {
    if (definition.rest?.method === "GET") expect(definition.effect, definition.name).toBe("read");
  }
});

test("a file, a nested schema and a path stand in the document as a client needs them", () => {
  const Tree: z.ZodType = z.object({
    name: z.string(),
    get children() {
      return z.array(Tree);
    },
  });
  const example = operation({
    name: "trees.plant",
    summary: "Plant",
    guidance: "In autumn.",
    input: z.strictObject({ id: z.uuid(), file: z.custom<object>(), size: z.int().optional() }),
    output: Tree,
    permission: "contacts:write",
    effect: "write",
    decision: true,
    doors: ["rest"],
    rest: { method: "POST", path: "/gardens/{id}/trees", file: "file" },
    run: () => Promise.resolve({}),
  });
  const { paths, components } = openApiDocument(routesOf([example]));
  const entry = paths["/gardens/{id}/trees"]?.["post"];
  expect(entry?.requestBody?.content["multipart/form-data"]?.schema).toEqual({
    type: "object",
    properties: {
      size: expect.objectContaining({ type: "integer" }),
      file: { type: "string", format: "binary" },
    },
    required: ["file"],
    additionalProperties: false,
  });
  expect(entry?.description).toBe('In autumn. Only people decide this: a key needs the scope "approve".');
  for (const reference of valuesOf("$ref", { paths, components })) {
    expect(resolve(String(reference), { components }), String(reference)).toBeDefined();
  }
});

test("a file that may be announced has its two bodies", () => {
  const { paths } = openApiDocument();
  const content = paths["/imports"]?.["post"]?.requestBody?.content;
  expect(content?.["multipart/form-data"]?.schema).toMatchObject({ required: ["file"] });
  const announced = content?.["application/json"]?.schema;
  expect(announced).toMatchObject({ required: ["fileName", "byteSize"], additionalProperties: false });
  const { properties } = z.object({ properties: z.record(z.string(), z.unknown()) }).parse(announced);
  expect(Object.keys(properties).sort()).toEqual(["byteSize", "fileName", "mailbox"]);
});
