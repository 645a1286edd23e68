import { z } from "zod";

import { AppError } from "#lib/errors.ts";

import { findOperation } from "../lookup.ts";
import { withoutNul } from "../without-nul.ts";
import type { StoredStep } from "./internal.ts";
import { makesSomething } from "./makes.ts";
import { Reference, replace } from "./references.ts";
import { mentionFields, thing } from "./targets.ts";

/** What a model writes for what an earlier write of its turn will make: "$step0.id". */
const token = /^\$step(\d{1,3})(?:\.([\w.]{1,100}))?$/;

const Input = z.record(z.string(), z.unknown());
type Input = z.infer<typeof Input>;

function read(value: unknown): Reference | null {
  const [, number, path = "id"] = (typeof value === "string" ? token.exec(value) : null) ?? [];
  return number === undefined ? (Reference.safeParse(value).data ?? null) : { $step: Number(number), path };
}

const mapped = (input: Input, into: (reference: Reference, at: (string | number)[]) => unknown): Input =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      replace(
        value,
        (part, at) => {
          const reference = read(part);
          return reference ? { replaced: into(reference, at) } : undefined;
        },
        [key],
      ),
    ]),
  );

/**
 * The input with references to the steps of a card in the place of such words: each to a record that an earlier write
 * makes, in a field that names one. Throws invalid_input, in words, for whatever else: a person would not see what it
 * comes to.
 */
export function readTokens(input: Input, steps: readonly StoredStep[], own: number): Input {
  // A NUL that is dropped later must not make a reference of what was none here.
  return mapped(Input.parse(withoutNul(input)), ({ $step, path }, at) => {
    const index = steps.findIndex(({ call }) => call?.number === $step);
    const problem =
      index < 0 ? absent($step, own) : misfit(at, path, { $step, operation: steps[index]?.operation ?? "" });
    if (problem === null) return { $step: index, path };
    const field = at.join(".");
    throw new AppError("invalid_input", `Please check "${field}": ${problem}`, {
      fields: { [field]: problem },
    });
  });
}

const absent = (number: number, own: number): string =>
  number >= own
    ? `"$step${number}" is no earlier write: this one is number ${own}.`
    : `"$step${number}" is not on the card that this would join: it was refused, decided meanwhile, or stands by itself. Propose this once it is done.`;

function misfit(
  at: readonly (string | number)[],
  path: string,
  { $step, operation }: { $step: number; operation: string },
): string | null {
  const [field = "", ...deeper] = at;
  const isOfList = deeper.length === 1 && typeof deeper[0] === "number";
  const table = deeper.length === 0 || isOfList ? mentionFields[field] : undefined;
  if (!table) return `Write the value itself: "$step${$step}" stands only where a field names a record.`;
  if (path !== "id") return `Only "$step${$step}.id" can be named, what that write will make.`;
  const found = findOperation(operation);
  if (!found || !makesSomething(found)) return `"$step${$step}" is "${operation}", which makes no record.`;
  const [room = ""] = operation.split(".");
  return table === room ? null : `It takes a ${thing[table]}, and "$step${$step}" is "${operation}".`;
}

/** The same the other way: references as the model wrote them. */
export const asTokens = (input: Input, numberOf: (index: number) => number): Input =>
  mapped(input, ({ $step, path }) => `$step${numberOf($step)}.${path || "id"}`);

/** The input without such words: they are nobody's. */
export const withoutTokens = (input: Input): Input => mapped(input, () => null);

/**
 * The same of a turn that is over, in words that name nothing: the writes of the next one are numbered anew, and whoever
 * copied such a word would mean another record by it.
 */
export const pastTokens = (input: Input): Input => mapped(input, ({ $step }) => `(made by write ${$step})`);
