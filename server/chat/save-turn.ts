import { and, eq, type SQL, sql } from "drizzle-orm";

import { chatTurns } from "#drizzle/schema/chat.ts";
import { type TurnError, type TurnStatus, TurnUsage } from "#lib/schemas/chat.ts";
import { budgetWarning, usageOfTurn } from "#server/billing/index.ts";
import { type Context, emit, step, stepAtOnce } from "#server/core/index.ts";

import { type ClaimedTurn, leaseEnd } from "./claim-turn.ts";
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
  const change = sql`lease_until = ${leaseEnd()}`;
  const [row] = await stepAtOnce(ctx, writing(turn, said, { isOver: false, change }));
  if (!row) throw new LostTurnError(turn.id);
}

/**
 * The thread before its turn, as a stop and a second tab lock them: in the other order both would wait. In the bin too:
 * its turn was ended with it, and the process is to learn that it lost it. Answers what the turn's usage is then, and
 * nothing for who lost it.
 */
const writing = (
  { id, token, threadId, messageId }: Held,
  { parts, tainted }: Said,
  { isOver, change }: { isOver: boolean; change: SQL },
): SQL => sql`
    with thread as (
      select id from crm.chat_threads where id = ${threadId} for no key update
    ), turn as (
      update crm.chat_turns t set ${change} from thread
      where t.id = ${id} and t.token = ${token} and t.status = 'running' and t.thread_id = thread.id returning t.usage
    ), said as (
      update crm.chat_messages m set parts = ${JSON.stringify(storable(parts))}::jsonb from turn where m.id = ${messageId}
    ), marked as (
      update crm.chat_threads h set tainted = h.tainted or ${tainted}, last_at = case when ${isOver} then now() else h.last_at end
      from turn where h.id = ${threadId} and (${isOver} or ${tainted} and not h.tainted)
    ) select usage from turn`;

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
    const usage = { ...(await usageOfTurn(tx, turn.id)), estimated, warning: await budgetWarning(tx, ctx) };
    // Since it was asked, by the database's clock.
    const took = sql`greatest(0, extract(epoch from clock_timestamp() - t.created_at) * 1000)::int`;
    const change = sql`status = ${status}, model = ${model}, prompt_version = ${promptVersion}, token = null, finished_at = now(),
      usage = ${JSON.stringify(usage)}::jsonb || jsonb_build_object('tookMs', ${took}), error = ${error && JSON.stringify(error)}::jsonb`;
    const [row] = await tx.execute<{ usage: unknown }>(writing(turn, ending, { isOver: true, change }));
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
