import type { MessageMetadata, TurnError } from "#lib/schemas/chat.ts";
import { meteredModel, type MeteredModel } from "#server/billing/index.ts";
import {
  type ClaimedTurn,
  claimTurn,
  finishTurn,
  handBackTurn,
  interrupted,
  LostTurnError,
  requestSummary,
  saveStep,
  type StoredPart,
} from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { firstModel, modelFailure, readyTokenizer } from "#server/llm/index.ts";

import { keepAlive } from "./heartbeat.ts";
import { foldable } from "./history.ts";
import { runLoop } from "./loop.ts";
import { saidIn } from "./own-words.ts";
import { promptVersion } from "./prompt.ts";
import { proposedBefore } from "./proposed-before.ts";
import { newReading, noteParts, type Reading } from "./reading.ts";
import type { Sink } from "./sink.ts";
import { type Answer, newAnswer } from "./steps.ts";
import { tierOfTurn, type TurnTier } from "./tier.ts";

/** What a call has read is kept by name, as much as anybody would look at. */
const readMax = 200;

type AbortReason = "stopped" | "lost" | "interrupted";

interface Run {
  sink: Sink;
  /** Aborted when the process stops. */
  signal: AbortSignal;
  /** What then becomes of the turn: another process goes on with it, it failed in words, or somebody stopped it. */
  whenInterrupted: () => "handBack" | "fail" | "stop";
}

export type RunOutcome = "answered" | "held" | "over" | "handedBack" | "lost";

/**
 * Answers a turn that nobody else answers: claims it, runs the loop, keeps each step as it ends, and writes answer, cost
 * and error at the end. Chunks go to the sink, which is closed. Throws only where the database does.
 */
export async function runTurn(ctx: Context, turnId: string, run: Run): Promise<RunOutcome> {
  const claim = await claimTurn(ctx, turnId);
  if (claim.state !== "claimed") return claim.state;
  const [turn] = await Promise.all([withProposed(ctx, claim.turn), readyTokenizer()]);
  const abort = new AbortController();
  const onStopping = () => abort.abort("interrupted" satisfies AbortReason);
  run.signal.addEventListener("abort", onStopping);
  if (run.signal.aborted) onStopping();
  const letGo = keepAlive(turn, (reason) => abort.abort(reason satisfies AbortReason));
  try {
    return await answerTurn(ctx, turn, run, abort.signal);
  } catch (error) {
    if (error instanceof LostTurnError) return "lost";
    throw error;
  } finally {
    letGo();
    run.signal.removeEventListener("abort", onStopping);
    await run.sink.close();
  }
}

async function withProposed(ctx: Context, turn: ClaimedTurn): Promise<ClaimedTurn> {
  if (!turn.mayHaveProposed) return turn;
  return { ...turn, parts: [...turn.parts, ...(await proposedBefore(ctx, turn))] };
}

async function answerTurn(
  ctx: Context,
  turn: ClaimedTurn,
  { sink, whenInterrupted }: Run,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const tier = tierOfTurn(turn);
  const metadata: MessageMetadata = {
    threadId: turn.threadId,
    turnId: turn.id,
    status: "running",
    model: firstModel("chat", tier.tier()),
    promptVersion,
    usage: null,
    error: null,
  };
  sink.write({ type: "start", messageId: turn.messageId, messageMetadata: metadata });
  const reading = readingOf(turn);
  const answer = newAnswer(turn.parts, reading, sink);
  const { error, model } = await attempt(ctx, turn, { tier, reading, answer, signal });
  const reason = reasonOf(signal, whenInterrupted);
  if (reason === "lost") throw new LostTurnError(turn.id);
  await model?.settled();
  if (reason === "handBack") {
    await saveStep(ctx, turn, { parts: answer.parts(), tainted: reading.tainted });
    await handBackTurn(ctx, turn);
    return "handedBack";
  }
  if (reason === null && error === null) answer.end();
  const parts = answer.parts();
  const ending = {
    ...endingOf(reason, error, parts),
    parts,
    tainted: reading.tainted,
    model: model?.name() ?? metadata.model ?? "",
    promptVersion,
    estimated: model?.isEstimated() ?? false,
  };
  const usage = await finishTurn(ctx, turn, ending);
  const { status, error: said } = ending;
  sink.write({
    type: "message-metadata",
    messageMetadata: { ...metadata, model: ending.model, status, usage, error: said },
  });
  sink.write({ type: "finish" });
  await shortenLater(ctx, turn, parts);
  return "answered";
}

type EndReason = "stopped" | "lost" | "fail" | "handBack";

function reasonOf(signal: AbortSignal, whenInterrupted: Run["whenInterrupted"]): EndReason | null {
  if (!signal.aborted) return null;
  const reason = signal.reason as AbortReason;
  if (reason !== "interrupted") return reason;
  const then = whenInterrupted();
  return then === "stop" ? "stopped" : then;
}

interface Attempt {
  tier: TurnTier;
  reading: Reading;
  answer: Answer;
  signal: AbortSignal;
}

async function attempt(
  ctx: Context,
  turn: ClaimedTurn,
  { tier, reading, answer, signal }: Attempt,
): Promise<{ error: TurnError | null; model: MeteredModel | null }> {
  let model: MeteredModel | null = null;
  let kept = Promise.resolve();
  const keep = () => {
    kept = saveStep(ctx, turn, { parts: answer.parts(), tainted: reading.tainted });
    kept.catch(() => undefined);
  };
  try {
    model = meteredModel(ctx, {
      ...{ useCase: "chat", tier: tier.tier, promptVersion, turnId: turn.id, cacheKey: turn.threadId },
      readRecords: () => [...reading.sources.keys()].slice(-readMax),
      before: () => kept,
    });
    const error = await runLoop(ctx, { turn, model, tier, reading, answer, signal, keep });
    await kept;
    return { error, model };
  } catch (error) {
    if (error instanceof LostTurnError) throw error;
    return { error: modelFailure(error), model };
  }
}

function endingOf(
  reason: EndReason | null,
  error: TurnError | null,
  parts: readonly StoredPart[],
): { status: "waiting" | "done" | "stopped" | "failed"; error: TurnError | null } {
  if (reason === "stopped") return { status: "stopped", error: null };
  if (reason === "fail") return { status: "failed", error: interrupted };
  if (error) return { status: "failed", error };
  const waits = parts.some((part) => part.type === "tool" && part.proposal && !isDecided(part.output));
  return { status: waits ? "waiting" : "done", error: null };
}

/** What was proposed by an attempt that was killed may have been decided since. */
const isDecided = (output: unknown): boolean =>
  output !== null &&
  typeof output === "object" &&
  "state" in output &&
  (output.state === "done" || output.state === "rejected");

/** What was read before in the thread still counts: as taint, as excerpts, and as records that an answer may link. */
function readingOf({ tainted, summary, history, parts, person: { memories } }: ClaimedTurn): Reading {
  const said = history.flatMap(({ role, parts: some }) => (role === "user" ? saidIn(some) : []));
  const kept = (fromOutside: boolean) =>
    memories.flatMap((memory) => (memory.fromOutside === fromOutside ? [memory.body] : []));
  const reading = newReading(tainted, [...kept(false), ...(summary?.said ?? []), ...said]);
  reading.keepOutside(kept(true));
  if (summary) reading.remember(summary);
  noteParts(reading, [...history.flatMap((message) => message.parts), ...parts]);
  return reading;
}

/** A conversation that has become long is shortened before it is gone on with; where that fails, it stays as it is. */
async function shortenLater(ctx: Context, turn: ClaimedTurn, parts: StoredPart[]): Promise<void> {
  const said = [...turn.history, { role: "assistant" as const, parts }];
  if (foldable(said).length === 0) return;
  await requestSummary(ctx, turn.threadId).catch((error: unknown) => {
    ctx.log.warn({ err: error, threadId: turn.threadId }, "no summary was asked for");
  });
}
