import { and, eq, type SQL, sql } from "drizzle-orm";

import { chatTurns } from "#drizzle/schema/chat.ts";
import { type TurnError, type TurnStatus, TurnUsage } from "#lib/schemas/chat.ts";
import { budgetWarning, usageOfTurn } from "#server/billing/index.ts";
import { type Context, emit, step, stepAtOnce } from "#server/core/index.ts";

import { type ClaimedTurn, leaseMs } from "./claim-turn.ts";
import { storable, type StoredPart } from "./parts.ts";

/** Another process has taken the turn over, or gave it up: what this one still says is not written. */
export class LostTurnError extends Error {
  constructor(turnId: string) {
    super(`turn ${turnId} is answered elsewhere`);
    this.name = "LostTurnError";
  }
}

type Held = Pick<ClaimedTurn, "id" | "token" | "threadId" | "messageId">;

const held = ({ id, token }: Held) =>
  and(eq(chatTurns.id, id), eq(chatTurns.token, token), eq(chatTurns.status, "running"));

interface Said {
  parts: StoredPart[];
  /** Text from outside was read. */
  tainted: boolean;
}

/** Writes a step that has ended: what the next process would go on from. Throws LostTurnError. */
export async function saveStep(ctx: Context, turn: Held, said: Said): Promise<void> {
  const [row] = await stepAtOnce(ctx, writing(turn, said, null));
  if (!row) throw new LostTurnError(turn.id);
}

/** Answers what the turn's usage is then, and no row for who lost it. */
const writing = (
  { id, token, threadId, messageId }: Held,
  { parts, tainted }: Said,
  ending: object | null,
): SQL => sql`
  select usage from app.write_turn(${id}, ${token}, ${threadId}, ${messageId}, ${JSON.stringify(storable(parts))}::jsonb,
    ${tainted}, make_interval(secs => ${leaseMs / 1000}), ${ending && JSON.stringify(ending)}::jsonb)`;

interface Ending extends Said {
  status: Exclude<TurnStatus, "running">;
  model: string;
  promptVersion: string;
  /** The price or the tokens of a call were a guess. */
  estimated: boolean;
  error: TurnError | null;
}

/** Ends the turn: answer, usage and error, in one transaction. Throws LostTurnError. */
export function finishTurn(ctx: Context, turn: Held, ending: Ending): Promise<TurnUsage> {
  return step(ctx, async ({ ctx: inside, tx }) => {
    const { status, model, promptVersion, error, estimated } = ending;
    const [used, warning] = await Promise.all([usageOfTurn(tx, turn.id), budgetWarning(tx)]);
    const usage = { ...used, estimated, warning };
    const [row] = await tx.execute<{ usage: unknown }>(
      writing(turn, ending, { status, model, promptVersion, usage, error }),
    );
    if (!row) throw new LostTurnError(turn.id);
    await emit(inside, { type: "chat.changed", payload: { threadId: turn.threadId } });
    return TurnUsage.parse(row.usage);
  });
}

/** Leaves the turn to the next process, which goes on from the last step. */
export function handBackTurn(ctx: Context, turn: Held): Promise<void> {
  return step(ctx, async ({ tx }) => {
    await tx
      .update(chatTurns)
      .set({ token: null, leaseUntil: sql`now() + interval '10 minutes'` })
      .where(held(turn));
  });
}
