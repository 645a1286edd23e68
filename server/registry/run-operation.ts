import type { Context } from "#server/core/index.ts";

import { requireOperation } from "./lookup.ts";

/** Runs an operation by its name, with the same steps as a direct call. Throws AppError; not_found for an unknown name. */
export const runOperation = async (ctx: Context, name: string, input: unknown): Promise<unknown> =>
  requireOperation(name)(ctx, input);
