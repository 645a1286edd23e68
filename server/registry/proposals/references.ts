import { z } from "zod";

import { AppError } from "#lib/errors.ts";

/** Stands where a value goes: what step `$step` (counted from 0) answered at `path` ("id", "emails.0"). */
export const Reference = z.strictObject({ $step: z.int().min(0), path: z.string().max(200).default("") });
export type Reference = z.infer<typeof Reference>;

interface Found extends Reference {
  at: (string | number)[];
}

type Visit = (value: unknown, at: (string | number)[]) => { replaced: unknown } | undefined;

/** A copy in which `visit` replaced values; what it leaves alone is walked into. */
export function replace(value: unknown, visit: Visit, at: (string | number)[] = []): unknown {
  const found = visit(value, at);
  if (found) return found.replaced;
  if (Array.isArray(value)) return value.map((part: unknown, index) => replace(part, visit, [...at, index]));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, replace(part, visit, [...at, key])]),
    );
  }
  return value;
}

export function findReferences(input: unknown): Found[] {
  const found: Found[] = [];
  replace(input, (value, at) => {
    const reference = Reference.safeParse(value);
    if (!reference.success) return undefined;
    found.push({ ...reference.data, at });
    return { replaced: value };
  });
  return found;
}

/** The input with every reference replaced. `outputs` holds what the steps before answered; throws invalid_input. */
export function resolveReferences(input: unknown, outputs: ReadonlyMap<number, unknown>): unknown {
  return replace(input, (value) => {
    const reference = Reference.safeParse(value);
    return reference.success ? { replaced: readAt(reference.data, outputs) } : undefined;
  });
}

function readAt({ $step, path }: Reference, outputs: ReadonlyMap<number, unknown>): unknown {
  let value = outputs.get($step);
  for (const key of path === "" ? [] : path.split(".")) {
    const holds = value !== null && typeof value === "object" && Object.hasOwn(value, key);
    value = holds ? Reflect.get(Object(value), key) : undefined;
  }
  if (value === undefined) {
    throw new AppError(
      "invalid_input",
      `A step refers to "${path}" of step ${$step + 1}, which gave nothing there. Change the value, or leave the step out.`,
    );
  }
  return value;
}
