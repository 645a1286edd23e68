import { z } from "zod";

import { AppError, type FieldErrors } from "#lib/errors.ts";
import { refusedFieldWords } from "#lib/format/refused-fields.ts";
import { fieldErrors, type Operation, type Target } from "#server/core/index.ts";

import { withoutNul } from "../without-nul.ts";
import { findReferences } from "./references.ts";

export interface ParsedStep {
  /** As JSON. Fields that refer to earlier steps are still references. */
  input: Record<string, unknown>;
  /** Kept out of the input: the proposal watches the versions of its targets itself. */
  expectedVersion: unknown;
  targets: Target[];
}

const Fields = z.record(z.string(), z.unknown());
const asJson = (value: unknown): Record<string, unknown> => Fields.parse(JSON.parse(JSON.stringify(value)));

const TargetList = z.array(
  z.object({
    table: z.enum(["contacts", "companies", "notes", "tasks", "tags", "calendar_events", "memories"]),
    id: z.uuid(),
  }),
);

/**
 * Parses the input of step `index` by its operation's schema; what stands in place of a reference is parsed when the
 * reference is resolved. Throws invalid_input with the fields, each below `prefix`.
 */
export function parseStep(
  { definition }: Operation,
  input: Record<string, unknown>,
  index: number,
  prefix: string,
): ParsedStep {
  const clean = Fields.parse(withoutNul(input));
  const references = findReferences(clean);
  const forward = references.find(({ $step }) => $step >= index);
  if (forward)
    throw invalidFields({ [prefix + forward.at.join(".")]: "Only an earlier step can be referred to." });
  const parsed = definition.input.safeParse(clean);
  if (parsed.success && references.length === 0) {
    const output = asJson(parsed.data);
    // A schema that turns its input into something else is given the same input again at approval.
    const stored = definition.input.safeParse(output).success ? output : clean;
    return { ...withoutVersion(stored), targets: definition.targets?.(parsed.data) ?? [] };
  }
  const issues = (parsed.error?.issues ?? []).filter(
    (issue) => !references.some(({ at }) => concerns(issue, at)),
  );
  if (issues.length > 0) {
    const fields = Object.entries(fieldErrors(new z.ZodError(issues)));
    throw invalidFields(Object.fromEntries(fields.map(([field, words]) => [prefix + field, words])));
  }
  return { ...withoutVersion(clean), targets: knownTargets(definition.targets, clean) };
}

function withoutVersion({ expectedVersion, ...input }: Record<string, unknown>) {
  return { input, expectedVersion };
}

function concerns(issue: z.core.$ZodIssue, reference: (string | number)[]): boolean {
  const begins = (path: readonly PropertyKey[], start: readonly PropertyKey[]) =>
    start.every((key, index) => path[index] === key);
  return begins(issue.path, reference) || (issue.code === "invalid_union" && begins(reference, issue.path));
}

/** The targets that are known before the references are: rows that exist already. */
function knownTargets(targets: Operation["definition"]["targets"], input: unknown): Target[] {
  try {
    return (targets?.(input) ?? []).flatMap((target) => TargetList.safeParse([target]).data ?? []);
  } catch {
    return [];
  }
}

export function invalidFields(fields: FieldErrors): AppError {
  return new AppError("invalid_input", refusedFieldWords(fields), { fields });
}
