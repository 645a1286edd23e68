import { eq } from "drizzle-orm";

import { chatTurns } from "#drizzle/schema/chat.ts";
import type { TurnStatus } from "#lib/schemas/chat.ts";
import { type Context, requirePermission, step } from "#server/core/index.ts";

import { readThread } from "./internal.ts";

/** The turn of the thread that runs, for who follows it. Throws not_found for a thread that is not one's own. */
export function runningTurn(ctx: Context, threadId: string): Promise<string | null> {
  requirePermission(ctx, { permission: "chat:read" });
  return step(ctx, async ({ tx }) => {
    const { runningTurnId } = await readThread(tx, threadId);
    return runningTurnId;
  });
}

/** Where a turn stands; null when it is not one's own. */
export function turnStatus(ctx: Context, turnId: string): Promise<TurnStatus | null> {
  return step(ctx, async ({ tx }) => {
    const [turn] = await tx
      .select({ status: chatTurns.status })
      .from(chatTurns)
      .where(eq(chatTurns.id, turnId));
    return turn?.status ?? null;
  });
}
