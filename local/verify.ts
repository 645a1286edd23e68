import { parseArgs } from "node:util";
import { runCommand } from "./verify/run-command.ts";
import { type Stage, verifyStages } from "./verify/stages.ts";
import { seconds, stopSignal } from "./verify/stop-signal.ts";

// As many as there are cores on a small machine; each of the first two fills one.
const atOnce = 2;

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const all = verifyStages();
const wanted = (values.only ?? []).flatMap((names) => names.split(","));
const unknown = wanted.filter((name) => !all.some((stage) => stage.name === name));
const signal = stopSignal();

if (unknown.length > 0) {
  process.stderr.write(
    `There is no stage ${unknown.join(", ")}; there are ${all.map(({ name }) => name).join(", ")}.\n`,
  );
  process.exit(1);
}

const started = performance.now();
const waiting = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const failed: string[] = [];
await Promise.all(Array.from({ length: atOnce }, takeStages));
const verdict = failed.length === 0 ? "all well" : `failed: ${failed.join(", ")}`;
process.stdout.write(`verify: ${verdict} (${seconds(started)})\n`);
process.exit(failed.length === 0 ? 0 : 1);

async function takeStages(): Promise<void> {
  for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) await runStage(stage);
}

async function runStage({ name, commands, prepare }: Stage): Promise<void> {
  const stageStarted = performance.now();
  prepare?.();
  for (const command of commands) {
    const { succeeded, output } = await runCommand(command, { signal, output: "kept" });
    if (succeeded) continue;
    failed.push(name);
    process.stdout.write(`✗ ${name} (${seconds(stageStarted)})\n${output.trimEnd()}\n`);
    return;
  }
  process.stdout.write(`✓ ${name} (${seconds(stageStarted)})\n`);
}
