import type { TurnUsage } from "#lib/schemas/chat.ts";
import type { Act, Scenario } from "#server/assistant/scenarios/scenario.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { approveProposal } from "#server/registry/index.ts";

import { through } from "../owners.ts";
import { answerOf, textOf } from "../turns.ts";
import { aboutOf } from "./about.ts";
import { answerTurn } from "./answer-turn.ts";
import { waitingProposals } from "./proposals.ts";
import { compareChanges, readRows } from "./rows.ts";
import { seedScenario } from "./seed.ts";

export interface RealRun {
  problems: string[];
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  /** Of the answers alone. */
  tookMs: number;
  answers: string[];
}

/** Those that a real model can be asked: what is said and approved, and nothing that a script has to bring about. */
export const realScenarios = (all: Readonly<Record<string, readonly Scenario[]>>): Scenario[] =>
  Object.values(all)
    .flat()
    .filter(({ real }) => real);

/** Asks the model that is set up, approves whatever it proposes where the scenario does, and compares the database. */
export async function runReal({ start = {}, acts, changes = [] }: Scenario): Promise<RealRun> {
  const { ctx } = await seedScenario(start);
  const before = await readRows(ctx);
  const run: RealRun = {
    problems: [],
    calls: 0,
    inputTokens: 0,
    outputTokens: 0,
    costMicros: 0,
    tookMs: 0,
    answers: [],
  };
  let threadId: string | undefined;
  for (const act of acts) threadId = await play(ctx, act, { run, threadId });
  run.problems.push(...compareChanges(before, await readRows(ctx), changes));
  return run;
}

async function play(
  ctx: Context,
  act: Act,
  { run, threadId }: { run: RealRun; threadId: string | undefined },
): Promise<string | undefined> {
  if (act.does === "approves") {
    for (const { id, hash } of await waitingProposals(ctx)) {
      const { state, error } = await approveProposal(ctx, { id, expectedHash: hash });
      if (state !== "done") run.problems.push(`approving answered ${state}: ${error?.message ?? ""}`);
    }
    return threadId;
  }
  if (act.does !== "says") throw new Error(`"${act.does}" needs a script`);
  const started = await sendAndAnswer(through(ctx, "rest"), {
    message: act.words,
    about: await aboutOf(ctx, act.about ?? {}),
    ...(threadId ? { threadId } : {}),
  });
  const began = performance.now();
  await answerTurn(ctx, started);
  run.tookMs += performance.now() - began;
  const answer = await answerOf(ctx, started.threadId, started.turnId);
  add(run, answer.metadata.usage);
  run.answers.push(textOf(answer));
  if (answer.metadata.error) run.problems.push(answer.metadata.error.message);
  return started.threadId;
}

function add(run: RealRun, usage: TurnUsage | null): void {
  run.calls += usage?.calls ?? 0;
  run.inputTokens += usage?.inputTokens ?? 0;
  run.outputTokens += usage?.outputTokens ?? 0;
  run.costMicros += usage?.costMicros ?? 0;
}
