import type { Act, Scenario } from "#server/assistant/scenarios/scenario.ts";
import { bindModel } from "#server/llm/index.ts";

import { replaceProcess } from "./killed.ts";
import { playAct } from "./play-act.ts";
import { proposalsWith, waitingProposals } from "./proposals.ts";
import { compareChanges, readRows } from "./rows.ts";
import { scriptModel } from "./script-model.ts";
import { seedScenario } from "./seed.ts";
import type { Stage } from "./stage.ts";

interface Options {
  /** How long a step of the model takes, in ms. */
  pause?: () => number;
  flip?: () => boolean;
}

/** Plays a scenario in a workspace of its own. Answers what was not as it should have been, in words. */
export async function runScenario(
  { start = {}, acts, changes = [], waits = [], approvalsAtMost = Infinity }: Scenario,
  { pause = () => 0, flip = () => false }: Options = {},
): Promise<string[]> {
  const { ctx, owner } = await seedScenario(start);
  const problems: string[] = [];
  const stage: Stage = {
    ctx,
    owner,
    threadId: undefined,
    turnId: undefined,
    flip,
    bind(script) {
      const replace = async () => replaceProcess(stage.turnId ?? "");
      const scripted = scriptModel(script, { pause, replace });
      bindModel(scripted.model);
      return scripted;
    },
  };
  const before = await readRows(ctx);
  for (const [index, act] of acts.entries()) {
    const found = await playAct(stage, act).catch((error: unknown) => [wordsOf(error)]);
    problems.push(...found.map((problem) => `${String(index + 1)}, ${titleOf(act)}: ${problem}`));
  }
  problems.push(...compareChanges(before, await readRows(ctx), changes));
  const waiting = (await waitingProposals(ctx)).map(({ steps }) =>
    steps.map(({ operation }) => operation).join("+"),
  );
  if (waiting.join() !== waits.join()) {
    problems.push(
      `these proposals wait: ${waiting.join(", ") || "none"}; expected: ${waits.join(", ") || "none"}`,
    );
  }
  const approved = (await proposalsWith(ctx, "done")).length;
  if (approved > approvalsAtMost) problems.push(`a person was asked ${String(approved)} times`);
  return problems;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
const titleOf = (act: Act): string =>
  "words" in act ? `${act.does} "${[act.words].flat().join('" and "')}"` : act.does;
