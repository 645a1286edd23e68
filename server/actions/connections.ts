"use server";

import { AppError } from "#lib/errors.ts";
import type { Result } from "#lib/result.ts";
import { StartGoogleInput } from "#lib/schemas/connections.ts";
import { signedOutWords } from "#lib/signed-out.ts";
import * as connections from "#server/connections/index.ts";
import { parseInput } from "#server/core/index.ts";
import { sessionContext, startGoogleConnection } from "#server/session/index.ts";

import { action, attempt } from "./action.ts";

/** Where to go to be asked by Google. */
export async function startGoogle(input: StartGoogleInput): Promise<Result<{ url: string }>> {
  return attempt(async () => {
    const ctx = await sessionContext("action");
    if (!ctx) throw new AppError("unauthenticated", signedOutWords);
    return startGoogleConnection(ctx, parseInput({ input: StartGoogleInput }, input));
  });
}

export const disconnectAccount = action(connections.disconnectAccount);
