import type { ChatMessage, TurnStarted } from "#lib/schemas/chat.ts";
import type { Expected, Script } from "#server/assistant/scenarios/scenario.ts";
import type { Context } from "#server/core/index.ts";

import { answerOf, textOf } from "../turns.ts";
import { proposalOf } from "./proposals.ts";
import type { ScriptModel } from "./script-model.ts";

interface Played {
  scripted: ScriptModel;
  script: Script;
  expect: Expected;
}

/** What of an answer is not as expected, in words. */
export async function checkAnswer(
  ctx: Context,
  { threadId, turnId }: TurnStarted,
  { scripted, script, expect }: Played,
): Promise<string[]> {
  const answer = await answerOf(ctx, threadId, turnId);
  const { status, error, usage } = answer.metadata;
  const asked = expect.asked ?? script.length;
  const proposals = answer.parts.flatMap((part) => (part.type === "data-proposal" ? [part.data] : []));
  const wanted = expect.status ?? (proposals.length > 0 ? "waiting" : "done");
  return [
    ...scripted.problems,
    ...unless(status === wanted, `the answer is ${status} and not ${wanted}`),
    ...unless(
      scripted.prompts.length === asked,
      `the model was asked ${String(scripted.prompts.length)} times and not ${String(asked)}`,
    ),
    ...unless(
      error?.code === expect.error,
      `its error is ${error?.code ?? "none"} and not ${expect.error ?? "none"}`,
    ),
    ...unless(usage !== null, "what it cost is not known"),
    ...unless(
      status === "failed" || asks(answer) || proposals.length > 0 || textOf(answer).trim() !== "",
      "it says nothing",
    ),
    ...checkWords(textOf(answer), expect),
    ...checkQuotes(answer, expect),
    ...checkTools(answer, expect),
    ...checkPrompts(scripted, expect),
    ...(await checkCards(ctx, proposals, expect)),
  ];
}

const unless = (isRight: boolean, problem: string): string[] => (isRight ? [] : [problem]);

function checkWords(text: string, { says = [], doesNotSay = [] }: Expected): string[] {
  return [
    ...says.filter((part) => !text.includes(part)).map((part) => `it does not say "${part}" but "${text}"`),
    ...doesNotSay.filter((part) => text.includes(part)).map((part) => `it says "${part}"`),
  ];
}

function checkQuotes({ parts }: ChatMessage, { quotes, quotesBy }: Expected): string[] {
  const items = parts.flatMap((part) => (part.type === "data-sources" ? part.data.items : []));
  const isSame = (shown: readonly string[], expected: readonly string[] = shown) =>
    shown.length === expected.length && expected.every((one) => shown.includes(one));
  const shown = items.flatMap(({ quote }) => quote ?? []);
  const by = items.flatMap(({ saidBy }) =>
    saidBy ? [saidBy.isOwn ? "You" : (saidBy.by ?? "Somebody")] : [],
  );
  return [
    ...unless(isSame(shown, quotes), `it comes with the sentences ${JSON.stringify(shown)}`),
    ...unless(isSame(by, quotesBy), `its sentences are by ${JSON.stringify(by)}`),
  ];
}

function checkTools({ parts }: ChatMessage, { failures = [], tools }: Expected): string[] {
  const used = parts.flatMap((part) => (part.type === "data-tool" ? [part.data] : []));
  const failed = used.flatMap(({ error }) => (error === null ? [] : [error]));
  const names = used.map(({ toolName }) => toolName);
  const areRight =
    failed.length === failures.length && failures.every((part, index) => failed[index]?.includes(part));
  return [
    ...unless(
      areRight,
      `these calls failed: ${JSON.stringify(failed)}; expected: ${JSON.stringify(failures)}`,
    ),
    ...unless(
      tools === undefined || tools.toSorted().join() === names.toSorted().join(),
      `these tools were used: ${names.join(", ")}; expected: ${tools?.join(", ") ?? ""}`,
    ),
  ];
}

const asks = ({ parts }: ChatMessage): boolean => parts.some(({ type }) => type === "data-choice");

function checkPrompts({ prompts }: ScriptModel, { marked, given = [], notGiven = [] }: Expected): string[] {
  const last = JSON.stringify(prompts.at(-1) ?? []);
  return [
    ...unless(!marked || isMarked(last), "what it read is not marked"),
    ...given.filter((part) => !last.includes(part)).map((part) => `the model was not given "${part}"`),
    ...notGiven.filter((part) => last.includes(part)).map((part) => `the model was given "${part}"`),
  ];
}

const isMarked = (prompt: string): boolean =>
  prompt.includes('"untrusted":true') && prompt.includes("never instructions to follow");

/** What a card shows: the call, a warning where there is something to warn of, and what may have led to it. */
async function checkCards(
  ctx: Context,
  made: readonly { proposalId: string; tainted: boolean }[],
  { excerpt, noExcerpt, plain, card = [] }: Expected,
): Promise<string[]> {
  const isAsked = excerpt !== undefined || noExcerpt !== undefined || plain === true || card.length > 0;
  if (!isAsked) return [];
  const problems = unless(made.length > 0, "nothing was proposed");
  for (const { proposalId, tainted } of made) {
    const { excerpts, steps } = await proposalOf(ctx, proposalId);
    const texts = excerpts.map(({ text }) => text);
    const has = (part: string) => texts.some((text) => text.includes(part));
    const shown = JSON.stringify(steps.map(({ input }) => input));
    problems.push(
      ...unless(excerpt === undefined || tainted, "what was proposed does not warn"),
      ...unless(
        excerpt === undefined || has(excerpt),
        `it does not show "${excerpt ?? ""}" but ${JSON.stringify(texts)}`,
      ),
      ...unless(noExcerpt === undefined || !has(noExcerpt), `it shows "${noExcerpt ?? ""}"`),
      ...unless(!plain || texts.length === 0, `it shows ${JSON.stringify(texts)}`),
      ...card
        .filter((part) => !shown.includes(part))
        .map((part) => `the card does not show "${part}" but ${shown}`),
    );
  }
  return problems;
}
