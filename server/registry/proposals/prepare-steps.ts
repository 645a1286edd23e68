import { z } from "zod";

import { AppError, notFound } from "#lib/errors.ts";
import { type Context, hashOf, type Operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { requireOperation } from "../lookup.ts";
import type { StoredStep } from "./internal.ts";
import { type ParsedStep, parseStep } from "./parse-step.ts";
import { currentOf, mentionsOf, readTargets, seenOf, thing } from "./targets.ts";

/** The operation of that name; throws forbidden where it is not for proposing, or not by this door. */
export function proposable(ctx: Context, name: string): Operation {
  const found = requireOperation(name);
  const { effect, decision, doors: open } = found.definition;
  if (effect === "read" || decision || !open.includes(ctx.door)) {
    throw new AppError("forbidden", `"${name}" cannot be proposed.`);
  }
  return found;
}

interface Asked {
  operation: Operation;
  input: Record<string, unknown>;
  /** Before the field in words on what is wrong with it. */
  prefix?: string;
}

export const parseSteps = (asked: readonly Asked[], first = 0): ParsedStep[] =>
  asked.map(({ operation, input, prefix = "" }, at) => parseStep(operation, input, first + at, prefix));

/**
 * The steps as they are kept, spelled out and with what they aim at as it is now. Throws what would refuse a step as
 * things are, and not_found for a record that the caller does not see.
 */
export async function prepareSteps(
  call: { ctx: OperationContext; tx: Tx },
  operations: readonly Operation[],
  parsed: readonly ParsedStep[],
): Promise<StoredStep[]> {
  await refuseEarly(call, operations, parsed);
  return withTargets(call.tx, operations, await spellOut(call, operations, parsed));
}

/** What is refused anyway is refused now, not after somebody has approved it. */
async function refuseEarly(
  call: { ctx: OperationContext; tx: Tx },
  operations: readonly Operation[],
  parsed: readonly ParsedStep[],
): Promise<void> {
  for (const [index, { definition }] of operations.entries()) {
    // A step that waits for what an earlier one makes is asked when it runs.
    const input = definition.input.safeParse(parsed[index]?.input);
    if (input.success) await definition.refusal?.({ ...call, input: input.data });
  }
}

type SpelledStep = ParsedStep & { askedHash?: string };

/** What a call leaves open is filled in now: a person approves what will be done, and nothing that is found out later. */
async function spellOut(
  call: { ctx: OperationContext; tx: Tx },
  operations: readonly Operation[],
  parsed: readonly ParsedStep[],
): Promise<SpelledStep[]> {
  const steps: SpelledStep[] = [];
  for (const [index, step] of parsed.entries()) {
    const definition = operations[index]?.definition;
    const input = definition?.proposed ? definition.input.safeParse(step.input) : null;
    const whole = input?.success ? await definition?.proposed?.({ ...call, input: input.data }) : undefined;
    const fields = z.record(z.string(), z.unknown()).safeParse(whole);
    steps.push(fields.success ? { ...step, input: fields.data, askedHash: hashOf(step.input) } : step);
  }
  return steps;
}

async function withTargets(
  tx: Tx,
  operations: readonly Operation[],
  parsed: SpelledStep[],
): Promise<StoredStep[]> {
  const named = parsed.flatMap(({ input, targets }, index) => [
    ...targets,
    ...mentionsOf(operations[index]?.definition.name ?? "", input),
  ]);
  const current = await readTargets(tx, named, { locked: false });
  const missing = named.find((target) => !seenOf(current, target));
  if (missing) throw notFound(thing[missing.table]);
  return parsed.map(({ input, askedHash, expectedVersion, targets }, index) => {
    const seen = targets.flatMap((target) => currentOf(current, target) ?? []);
    if (expectedVersion !== undefined && seen.some(({ version }) => version !== expectedVersion)) {
      throw new AppError("stale", "This changed since it was read. Read it again, then propose anew.");
    }
    return {
      operation: operations[index]?.definition.name ?? "",
      input,
      ...(askedHash ? { askedHash } : {}),
      targets: seen,
    };
  });
}
