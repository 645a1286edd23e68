import { parseArgs } from "node:util";

import { migrate } from "#drizzle/migrate.ts";
import { realScenarios, type RealRun, runReal } from "#local/testing/scenarios/run-real.ts";
import { scenarios } from "#server/assistant/scenarios/index.ts";
import { closePools } from "#server/db/index.ts";
import { env, parseEnv, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { firstModel, modelSetUp } from "#server/llm/index.ts";
import { closeRedis, closeSubscriber } from "#server/realtime/index.ts";

import { startThrowawayServices } from "./testing/throwaway.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);

const nobody = `No model is named, so nothing was asked.

  OPENAI_API_KEY=sk-… npm run eval
      asks OpenAI. OPENAI_MODEL names the model.
  OPENAI_API_KEY=any OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=llama3.2 npm run eval
      asks a server with the same protocol (Ollama, vLLM, LM Studio, OpenRouter).

  --repeats 8   asks each eight times; a scenario counts as passed when all of them end well.
  --only WORDS  asks those alone whose name holds the words.

The same scenarios with a scripted model: npm test -- --only unit server/assistant/scenarios`;

/** The environment as it is, with services of this run's own. */
const settings = (appUrl: string, systemUrl: string, redisUrl: string) =>
  parseEnv({
    ...process.env,
    NODE_ENV: "test",
    APP_SECRET: "kD9f2mQ7xV4bN8wZ1rT6yU3pL5sH0jGa",
    DATABASE_URL: appUrl,
    SYSTEM_DATABASE_URL: systemUrl,
    REDIS_URL: redisUrl,
    REDIS_PREFIX: "eval",
    SUPABASE_URL: "http://127.0.0.1:1",
    SUPABASE_PUBLISHABLE_KEY: "unused",
    LOCAL_STAND_INS: "",
    LOG_LEVEL: "silent",
  });

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { repeats: { type: "string", default: "1" }, only: { type: "string", default: "" } },
  });
  const repeats = Math.max(1, Math.trunc(Number(values.repeats)) || 1);
  setEnv(settings("postgres://x/x", "postgres://x/x", "redis://x"));
  if (!modelSetUp()) {
    say(nobody);
    return 0;
  }
  const services = await startThrowawayServices();
  try {
    const { appUrl, systemUrl } = services.postgres;
    await migrate(systemUrl);
    setEnv(settings(appUrl, systemUrl, services.redis.url));
    return await evaluate(repeats, values.only);
  } finally {
    await Promise.allSettled([closePools(), closeQueues()]);
    closeSubscriber();
    await closeRedis();
    await services.dispose();
  }
}

async function evaluate(repeats: number, only: string): Promise<number> {
  const real = realScenarios(scenarios);
  const chosen = real.filter(({ name }) => name.includes(only));
  const every = Object.values(scenarios).flat().length;
  const width = Math.max(...chosen.map(({ name }) => name.length));
  say(`${firstModel("chat") ?? ""}${env().OPENAI_BASE_URL ? ` at ${env().OPENAI_BASE_URL ?? ""}` : ""}\n`);
  say(`${String(real.length)} of ${String(every)} scenarios can be asked of a real model. The others need a script:
what goes wrong between calls, two tabs at once, forged history, or words that only one model would say.\n`);
  say(`${"scenario".padEnd(width)}  passed  calls  input  output  seconds`);
  const all: RealRun[] = [];
  let passed = 0;
  for (const scenario of chosen) {
    const runs: RealRun[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) runs.push(await runReal(scenario));
    const well = runs.filter(({ problems }) => problems.length === 0).length;
    if (well === repeats) passed += 1;
    say(
      `${scenario.name.padEnd(width)}  ${`${String(well)}/${String(repeats)}`.padStart(6)}  ${figuresOf(runs)}`,
    );
    for (const { problems, answers } of runs.filter((run) => run.problems.length > 0)) {
      for (const problem of problems) say(`    ${problem}`);
      say(`    it said: ${answers.join(" / ").replaceAll(/\s+/g, " ").slice(0, 300)}`);
    }
    all.push(...runs);
  }
  const cost = sum(all, "costMicros") / 1_000_000;
  say(
    `\n${String(passed)} of ${String(chosen.length)} passed each time; ${figuresOf(all)}; about $${cost.toFixed(3)}`,
  );
  return passed === chosen.length ? 0 : 1;
}

const sum = (
  runs: readonly RealRun[],
  key: "calls" | "inputTokens" | "outputTokens" | "costMicros" | "tookMs",
) => runs.reduce((total, run) => total + run[key], 0);

const figuresOf = (runs: readonly RealRun[]): string =>
  [
    String(sum(runs, "calls")).padStart(5),
    String(sum(runs, "inputTokens")).padStart(5),
    String(sum(runs, "outputTokens")).padStart(6),
    (sum(runs, "tookMs") / 1_000).toFixed(1).padStart(7),
  ].join("  ");

try {
  process.exit(await main());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
