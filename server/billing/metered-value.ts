import { z } from "zod";

import { type Context, hashOf } from "#server/core/index.ts";
import { candidatesFor, structured, type Wanted } from "#server/llm/index.ts";

import { type Asking, meteredModel } from "./metered-model.ts";
import { findResults, keepResults, noteReused } from "./results.ts";

interface Made<T> {
  value: T;
  /** Who answered. */
  model: string;
}

/**
 * A value of this shape from a model, metered. An exact repeat (of the person's, to the same model, in the same words and
 * with the same data) is answered from what was kept, and costs nothing. Throws as `structured` does.
 */
export async function meteredValue<S extends z.ZodType>(
  ctx: Context,
  asking: Asking,
  wanted: Omit<Wanted<S>, "model">,
): Promise<Made<z.output<S>>> {
  const { useCase, promptVersion, turnId, automationId, readRecords } = asking;
  const { name, schema, instructions, data, maxOutputTokens } = wanted;
  const [candidate] = candidatesFor(useCase, asking.tier?.());
  const shape = z.toJSONSchema(schema, { io: "input" });
  const digest = hashOf([
    useCase,
    candidate ?? null,
    promptVersion,
    name,
    shape,
    instructions,
    data,
    maxOutputTokens,
  ]);
  const kept = (await findResults(ctx, [digest])).get(digest);
  const again = kept ? schema.safeParse(kept.value) : null;
  if (kept && again?.success) {
    const { provider = "" } = candidate ?? {};
    const used = { useCase, provider, model: kept.model, promptVersion, turnId, automationId };
    await noteReused(ctx, { ...used, readRecords: readRecords?.() });
    return { value: again.data, model: kept.model };
  }
  const metered = meteredModel(ctx, asking);
  try {
    const value = await structured({ ...wanted, model: metered.model });
    const model = metered.name();
    await keepResults(ctx, model, [{ digest, value }]);
    return { value, model };
  } finally {
    await metered.settled();
  }
}
