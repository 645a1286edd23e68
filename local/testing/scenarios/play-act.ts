import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { TurnStarted } from "#lib/schemas/chat.ts";
import type { Act, Approval, Expected, Said, Script } from "#server/assistant/scenarios/scenario.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { retryTurn, sendAndAnswer, stopThread } from "#server/chat/index.ts";
import { approveProposal, rejectProposal, runOperation } from "#server/registry/index.ts";

import { inChangeSet } from "../ledger.ts";
import { through } from "../owners.ts";
import { told } from "../told.ts";
import { messagesOf } from "../turns.ts";
import { until } from "../until.ts";
import { aboutOf } from "./about.ts";
import { answerTurn, startTurn } from "./answer-turn.ts";
import { checkAnswer } from "./check-answer.ts";
import { killAfterProposing } from "./killed.ts";
import { proposalsWith, waitingProposals } from "./proposals.ts";
import { idOf, readRows } from "./rows.ts";
import type { Stage } from "./stage.ts";

/** Lets it happen, and answers what was not as expected. */
export async function playAct(stage: Stage, act: Act): Promise<string[]> {
  switch (act.does) {
    case "says": {
      if (act.newThread) stage.threadId = undefined;
      return answered(stage, await ask(stage, act.words, act.about), act.script, act.expect);
    }
    case "saysTwice": {
      const input = { message: act.words, clientKey: `key-${act.words}`, ...threadOf(stage) };
      const both = await Promise.all([send(stage, input), send(stage, input)]);
      const turns = new Set(both.map(({ turnId }) => turnId));
      const started = both[stage.flip() ? 1 : 0];
      const problems = turns.size === 1 ? [] : ["the same message began two answers"];
      return [...problems, ...(await answered(stage, started, act.script, act.expect))];
    }
    case "asksInTwoTabs":
      return inTwoTabs(stage, act);
    case "stops":
    case "movesOn":
      return interrupted(stage, act);
    case "isKilled": {
      const scripted = stage.bind(act.script);
      const started = await ask(stage, act.words);
      await killAfterProposing(stage.ctx, started);
      const rest = await answered(stage, started, act.rest, act.expect);
      return [...scripted.problems, ...rest];
    }
    case "isReplaced": {
      const scripted = stage.bind(act.script);
      const ended = await answerTurn(stage.ctx, await ask(stage, act.words));
      return [...scripted.problems, ...(ended === "lost" ? [] : [`the turn is ${ended} and not lost`])];
    }
    case "chooses":
      return answered(stage, await choose(stage, act.option), act.script, act.expect);
    case "retries": {
      const started = await retryTurn(through(stage.ctx, "rest"), { id: stage.turnId ?? "" });
      return answered(stage, started, act.script, act.expect);
    }
    case "approves":
      return approve(stage, act);
    case "rejects": {
      for (const { id } of await waitingProposals(stage.ctx)) {
        await rejectProposal(stage.ctx, { id, ...(act.reason ? { reason: act.reason } : {}) });
      }
      return whenTold(stage, act.script, act.expect);
    }
    case "undoes":
      return undo(stage, act);
    case "acts":
      await runOperation(stage.ctx, act.operation, await withIds(stage, act.input));
      return [];
    case "forges":
      return refusedAs(act.refusal, async () =>
        runOperation(through(stage.ctx, act.door ?? "rest"), act.operation, await withIds(stage, act.input)),
      );
    case "isMadeViewer": {
      const { owner, ctx } = stage;
      await inChangeSet(owner, (tx) =>
        tx.execute(sql`update crm.members set role = 'viewer' where user_id = ${ctx.user.id}`),
      );
      return [];
    }
  }
}

const threadOf = ({ threadId }: Stage) => (threadId ? { threadId } : {});
const send = ({ ctx }: Stage, input: Parameters<typeof sendAndAnswer>[1]) =>
  sendAndAnswer(through(ctx, "rest"), input);

async function ask(stage: Stage, message: string, said: Said = {}): Promise<TurnStarted> {
  const about = await aboutOf(stage.ctx, said);
  const started = await send(stage, { message, about, ...threadOf(stage) });
  Object.assign(stage, started);
  return started;
}

async function choose(stage: Stage, option: number): Promise<TurnStarted> {
  const { ctx, threadId = "" } = stage;
  const last = (await messagesOf(ctx, threadId)).at(-1);
  const [toolCallId = ""] =
    last?.parts.flatMap((part) => (part.type === "data-choice" ? [part.id] : [])) ?? [];
  const choice = { turnId: last?.metadata.turnId ?? "", toolCallId, option };
  return send(stage, { threadId, choice });
}

async function answered(
  stage: Stage,
  started: TurnStarted,
  script: Script,
  expect: Expected = {},
): Promise<string[]> {
  Object.assign(stage, started);
  const scripted = stage.bind(script);
  await answerTurn(stage.ctx, started);
  return checkAnswer(stage.ctx, started, { scripted, script, expect });
}

async function inTwoTabs(stage: Stage, act: Extract<Act, { does: "asksInTwoTabs" }>): Promise<string[]> {
  const words = stage.flip() ? act.words.toReversed() : act.words;
  const asked = await Promise.allSettled(
    words.map((message) => send(stage, { message, ...threadOf(stage) })),
  );
  const begun = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
  const [first] = begun;
  if (!first || begun.length > 1 || refused.join() !== "conflict") {
    return [`${String(begun.length)} answers began at once, and refused was: ${refused.join() || "none"}`];
  }
  return answered(stage, first, act.script);
}

/** Ends an answer once it has begun to speak: by the person, or with the process. */
async function interrupted(
  stage: Stage,
  act: Extract<Act, { does: "stops" | "movesOn" }>,
): Promise<string[]> {
  const scripted = stage.bind(act.script);
  const started = await ask(stage, act.words);
  const running = startTurn(stage.ctx, started);
  await until("the first words", () => Promise.resolve(running.hasSpoken()));
  if (act.does === "stops") {
    await stopThread(stage.ctx, { id: started.threadId });
    await running.done;
    return checkAnswer(stage.ctx, started, { scripted, script: act.script, expect: act.expect ?? {} });
  }
  running.stopProcess();
  await running.done;
  return [...scripted.problems, ...(await answered(stage, started, act.rest, act.expect))];
}

async function approve(stage: Stage, act: Approval): Promise<string[]> {
  const { ctx } = stage;
  const waiting = await waitingProposals(ctx);
  const { which = "" } = act;
  const chosen = waiting.filter(({ steps }) => JSON.stringify(steps).includes(which));
  if (chosen.length === 0) return ["there is nothing to approve"];
  const problems: string[] = [];
  for (const { id, hash, steps } of chosen) {
    const stepOf = (word: string) => steps.findIndex((step) => JSON.stringify(step).includes(word));
    const input = {
      id,
      expectedHash: hash,
      ...(act.ticks ? { include: act.ticks.map(stepOf) } : {}),
      ...(act.edits ? { edits: { [stepOf(act.editing ?? "")]: await withIds(stage, act.edits) } } : {}),
    };
    const run = () => approveProposal(ctx, input);
    if (act.refusal) {
      problems.push(...(await refusedAs(act.refusal, run)));
      continue;
    }
    const first = await Promise.all(Array.from({ length: act.atOnce ?? 1 }, run));
    const states = [...first, ...(act.atOnce ? [await run()] : [])].map(({ state }) => state);
    const wanted = act.result ?? "done";
    if (states.some((state) => state !== wanted)) {
      problems.push(`approving answered ${states.join(", ")} and not ${wanted}`);
    }
  }
  return [...problems, ...(await whenTold(stage, act.script, act.expect))];
}

async function undo({ ctx }: Stage, { step, refusal }: Extract<Act, { does: "undoes" }>): Promise<string[]> {
  const last = (await proposalsWith(ctx, "done"))[0];
  const part = last?.steps.findIndex((one) => step !== undefined && JSON.stringify(one).includes(step));
  const run = () =>
    revertChangeSet(ctx, {
      id: last?.changeSetId ?? "",
      ...(part !== undefined && part >= 0 ? { part } : {}),
    });
  if (refusal) return refusedAs(refusal, run);
  const { status } = await run();
  return status === "reverted" ? [] : [`taking back answered ${status}`];
}

/** Lets the app tell the conversation what became of its proposals, where the scenario has the model answer to it. */
async function whenTold(stage: Stage, script: Script | undefined, expect: Expected = {}): Promise<string[]> {
  if (!script) return [];
  const { ctx, threadId = "" } = stage;
  const scripted = stage.bind(script);
  await told(ctx);
  const turnId = (await messagesOf(ctx, threadId)).at(-1)?.metadata.turnId ?? "";
  stage.turnId = turnId;
  return checkAnswer(ctx, { threadId, turnId }, { scripted, script, expect });
}

async function refusedAs(code: string, run: () => Promise<unknown>): Promise<string[]> {
  const refusal = await run().then(
    () => "nothing",
    (error: unknown) => codeOf(error),
  );
  return refusal === code ? [] : [`refused was ${refusal}, and not ${code}`];
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : String(error));

/** Fills in ids of the database, of the conversation, and of the first proposal that waits or was turned down. */
async function withIds(
  stage: Stage,
  input: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const rows = await readRows(stage.ctx);
  const idFor = async (name: string): Promise<string | undefined> => {
    if (name === "thread") return stage.threadId;
    if (name === "proposal") return (await waitingProposals(stage.ctx))[0]?.id;
    if (name === "rejected") return (await proposalsWith(stage.ctx, "rejected"))[0]?.id;
    return idOf(rows, name);
  };
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input)) {
    const name = typeof value === "string" ? /^\{(.+)\}$/.exec(value)?.[1] : undefined;
    filled[key] = name === undefined ? value : await idFor(name);
  }
  return filled;
}
