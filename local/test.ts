import { join } from "node:path";
import { buildApp } from "./instance/build.ts";
import { ensureBrowser } from "./packages/browser.ts";
import { checkout, nodeModules } from "./paths.ts";
import { testDistDir } from "./testing/instance.ts";
import { type TestPlan, readTestPlan } from "./verify/plan.ts";
import { runCommand } from "./verify/run-command.ts";
import { seconds, stopSignal } from "./verify/stop-signal.ts";

const limitMs = 24 * 60_000;
const timeIsUp = AbortSignal.timeout(limitMs);
const signal = AbortSignal.any([stopSignal(), timeIsUp]);
const times: string[] = [];

process.exit(await main());

async function main(): Promise<number> {
  const started = performance.now();
  let succeeded = false;
  try {
    succeeded = await runPlan(readTestPlan(process.argv.slice(2)));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  say(`\n${times.join("\n")}`);
  if (timeIsUp.aborted) say(`More than ${String(limitMs / 60_000)} minutes: too long.`);
  say(`npm test: ${succeeded ? "all well" : "failed"} (${seconds(started)})`);
  return succeeded ? 0 : 1;
}

// One heavy thing at a time: what fails for want of a processor says nothing about the code.
async function runPlan({ verify, unit, journeys }: TestPlan): Promise<boolean> {
  // Fetching the browser is light, and takes a while the first time.
  const browser = journeys === null ? null : ensureBrowser();
  browser?.catch(() => undefined);
  const passed: boolean[] = [];
  if (verify) passed.push(await stage("verify", () => run("local/verify.ts")));
  if (unit !== null) {
    passed.push(
      await stage("unit and database", () => run(join(nodeModules, "vitest/vitest.mjs"), "run", ...unit)),
    );
  }
  if (journeys !== null && browser !== null) {
    const built = await stage("build", build);
    passed.push(built);
    if (built) passed.push(await stage("journeys", async () => runJourneys(await browser, journeys)));
  }
  return passed.every(Boolean) && !signal.aborted;
}

async function stage(name: string, work: () => Promise<boolean>): Promise<boolean> {
  if (signal.aborted) return false;
  const started = performance.now();
  say(`\n── ${name}`);
  const passed = await work().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return false;
  });
  times.push(`${passed ? "✓" : "✗"} ${name.padEnd(20)}${seconds(started)}`);
  return passed;
}

async function run(...args: string[]): Promise<boolean> {
  return (await runCommand({ command: process.execPath, args }, { signal, output: "shown" })).succeeded;
}

async function runJourneys(browser: string, filters: readonly string[]): Promise<boolean> {
  const args = [join(nodeModules, "@playwright/test/cli.js"), "test", ...filters];
  const env = { CHROME_PATH: browser };
  return (await runCommand({ command: process.execPath, args }, { signal, output: "shown", env })).succeeded;
}

async function build(): Promise<boolean> {
  const logFile = join(checkout, ".local/e2e/logs/build.log");
  await buildApp({
    distDir: testDistDir,
    logFile,
    signal,
    onBuild: () => say("Building the app for the journeys."),
  });
  return true;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
