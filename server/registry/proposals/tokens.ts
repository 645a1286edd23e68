import { AppError } from "#lib/errors.ts";

import type { StoredStep } from "./internal.ts";
import { Reference, replace } from "./references.ts";
import { mentionFields, thing } from "./targets.ts";

/** What a model writes for what an earlier write of its turn will make: "$step0.id". */
const token = /^\$step(\d{1,3})(?:\.([\w.]{1,100}))?$/;

type Input = Record<string, unknown>;

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
 * The input with references to the steps of a card in the place of such words. Throws invalid_input, in words, for what
 * will not have been made before, and for a record of another kind than its field takes.
 */
export function readTokens(input: Input, steps: readonly StoredStep[], own: number): Input {
  return mapped(input, ({ $step, path }, at) => {
    const index = steps.findIndex(({ call }) => call?.number === $step);
    const problem = index < 0 ? absent($step, own) : misfit(at, path, steps[index]?.operation ?? "", $step);
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
  operation: string,
  number: number,
): string | null {
  const table = mentionFields[String(at.find((key) => typeof key === "string"))];
  const [room = ""] = operation.split(".");
  if (path !== "id" || !table || table === room) return null;
  return `It takes a ${thing[table]}, and "$step${number}" is "${operation}".`;
}

/** The same the other way: references as the model wrote them. */
export const asTokens = (input: Input, numberOf: (index: number) => number): Input =>
  mapped(input, ({ $step, path }) => `$step${numberOf($step)}.${path || "id"}`);

/** The input without such words: they are nobody's. */
export const withoutTokens = (input: Input): Input => mapped(input, () => null);
