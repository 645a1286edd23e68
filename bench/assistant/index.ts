import { type BenchRun, defineBench, type Measured } from "../bench.ts";
import { wants } from "../options.ts";
import { startServices } from "../services.ts";
import { crowd, measureCrowd, slowModelMs } from "./crowd.ts";
import { measureFailover } from "./failover.ts";
import { measureLongThread } from "./long-thread.ts";
import { measureOverhead } from "./overhead.ts";
import { measureTwelve, type TwelveFigures } from "./twelve.ts";

const roundsByDefault = 40;
/** Of each fault. */
const failoverRounds = 20;

/** What one mail costs in a design of four prompts, one behind the other. They are shorter than a cache begins to hold. */
const fourPrompts = { calls: 4, tokens: 3_450 };
/** What a cached token costs, of one that is not. */
const cachedPrice = 0.1;

type Key =
  | "callsMedian"
  | "callsOfActions"
  | "callsMax"
  | "systemAndToolsTokens"
  | "inputTokens"
  | "uncachedTokens"
  | "uncachedTokensMost"
  | "prefixShare"
  | "prefixShareLeast"
  | "mailCalls"
  | "mailCallsToFourPrompts"
  | "mailUncachedTokens"
  | "mailTokensToFourPrompts"
  | "mailAllTokens"
  | "turn50Tokens"
  | "turn50Share"
  | "turn50ShareMost"
  | "longUncachedTokens"
  | "firstTokenMs"
  | "firstTokenP95Ms"
  | "stepMs"
  | "stepP95Ms"
  | "crowdP50Ms"
  | "crowdP95Ms"
  | "crowdAnswered"
  | "instantP95Ms"
  | "failoverMs"
  | "failoverP95Ms"
  | "silentP95Ms";

export const assistantBench = defineBench<Key>({
  name: "assistant",
  summary: "what an answer asks of a model, and what we add to the time it takes",
  figures: {
    callsMedian: { unit: "calls", says: "calls of the model for one of twelve standard requests, median" },
    callsOfActions: {
      unit: "calls",
      says: "of those that do one thing, most",
      goal: { atMost: 2 },
    },
    callsMax: { unit: "calls", says: "most" },
    systemAndToolsTokens: {
      unit: "tokens",
      says: "instructions and offered tools, the same for every call",
      goal: { atMost: 4_000 },
    },
    inputTokens: { unit: "tokens", says: "input of a request, all of its calls, mean" },
    uncachedTokens: {
      unit: "tokens",
      says: "of that, what does not begin as the prompt before it did, mean",
      goal: { atMost: 1_100 },
    },
    uncachedTokensMost: { unit: "tokens", says: "the same, of the request with most" },
    prefixShare: {
      unit: "ratio",
      says: "of a prompt, what the next one begins with, median",
      goal: { atLeast: 0.95 },
    },
    prefixShareLeast: { unit: "ratio", says: "the same, least: where a tool was found" },
    mailCalls: { unit: "calls", says: "calls to answer one mail" },
    mailCallsToFourPrompts: {
      unit: "ratio",
      says: `over the ${String(fourPrompts.calls)} of a design of four prompts`,
      goal: { atMost: 1 },
    },
    mailUncachedTokens: { unit: "tokens", says: "input to answer one mail that no cache holds" },
    mailTokensToFourPrompts: {
      unit: "ratio",
      says: `priced (a cached token a tenth), over the ${String(fourPrompts.tokens)} of a design of four prompts`,
      goal: { atMost: 1 },
    },
    mailAllTokens: { unit: "tokens", says: "the same, with what a cache holds" },
    turn50Tokens: { unit: "tokens", says: "conversation that the fiftieth question is asked with" },
    turn50Share: {
      unit: "ratio",
      says: "over all that was said and read in it",
      goal: { atMost: 0.15 },
    },
    turn50ShareMost: {
      unit: "ratio",
      says: "the same, of the last ten questions the one with the largest",
      goal: { atMost: 0.15 },
    },
    longUncachedTokens: {
      unit: "tokens",
      says: "input of one question of it that does not begin as the prompt before it did, mean",
    },
    firstTokenMs: { unit: "ms", says: "from a question to its first word, with a model that takes no time" },
    firstTokenP95Ms: { unit: "ms", says: "its 95th percentile", goal: { atMost: 50 } },
    stepMs: { unit: "ms", says: "from one call of the model to the next, without the read in between" },
    stepP95Ms: { unit: "ms", says: "its 95th percentile", goal: { atMost: 10 } },
    crowdP50Ms: {
      unit: "ms",
      says: `what ${String(crowd)} chats that are under way at once wait for longer than a model that takes ${String(slowModelMs / 1000)} s`,
    },
    crowdP95Ms: { unit: "ms", says: "its 95th percentile", goal: { atMost: 250 } },
    crowdAnswered: { unit: "answers", says: "of them answered", goal: { atLeast: crowd } },
    instantP95Ms: { unit: "ms", says: "the same, where all of them ask in one instant" },
    failoverMs: {
      unit: "ms",
      says: "from a question to the first word of a second provider, where the first answers 429 or 500 or resets",
    },
    failoverP95Ms: { unit: "ms", says: "its 95th percentile", goal: { atMost: 1_500 } },
    silentP95Ms: {
      unit: "ms",
      says: "the same, where the first says nothing at all",
      goal: { atMost: 1_500 },
    },
  },
  async run(run) {
    const { settings } = await startServices(run);
    const { rounds } = run.options;
    const parts: Record<string, () => Promise<Measured<Key>>> = {
      tokens: () => tokensOf(run),
      long: longThread,
      overhead: () => measureOverhead(rounds ?? roundsByDefault),
      crowd: measureCrowd,
      failover: () => measureFailover(settings, rounds ?? failoverRounds),
    };
    const measured: Measured<Key> = {};
    for (const [part, measure] of Object.entries(parts)) {
      if (!wants(run.options, part)) continue;
      run.say(`${part}:`);
      Object.assign(measured, await measure());
    }
    return measured;
  },
});

async function longThread(): Promise<Measured<Key>> {
  const { tokens, share, shareMost, uncached } = await measureLongThread();
  return {
    turn50Tokens: tokens,
    turn50Share: share,
    turn50ShareMost: shareMost,
    longUncachedTokens: uncached,
  };
}

async function tokensOf({ say }: BenchRun): Promise<Measured<Key>> {
  const twelve = await measureTwelve(say);
  return {
    callsMedian: twelve.callsMedian,
    callsOfActions: twelve.callsOfActions,
    callsMax: twelve.callsMax,
    systemAndToolsTokens: twelve.systemAndTools,
    inputTokens: twelve.inputPerRequest,
    uncachedTokens: twelve.uncachedPerRequest,
    uncachedTokensMost: twelve.uncachedMost,
    prefixShare: twelve.prefixShare,
    prefixShareLeast: twelve.prefixShareLeast,
    mailCalls: twelve.mailCalls,
    mailCallsToFourPrompts: twelve.mailCalls / fourPrompts.calls,
    mailUncachedTokens: twelve.mailUncached,
    mailTokensToFourPrompts: priced(twelve) / fourPrompts.tokens,
    mailAllTokens: twelve.mailInput,
  };
}

const priced = ({ mailInput, mailUncached }: TwelveFigures): number =>
  mailUncached + cachedPrice * (mailInput - mailUncached);
