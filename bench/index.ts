import { benches } from "./benches.ts";
import type { Bench } from "./bench.ts";
import { judge } from "./judge.ts";
import { describeMachine } from "./machine.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { toJson, toTable } from "./report.ts";
import { UndoStack } from "./undo-stack.ts";

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
const sentenceOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

async function main(): Promise<number> {
  const { names, options } = readOptions(process.argv.slice(2));
  const [name] = names;
  const bench = benches.find((candidate) => candidate.name === name);
  if (!bench || names.length > 1) {
    say(`npm run bench -- NAME [--json] [--rounds N] [--size N] [--part NAME]... [--install-peers]\n`);
    for (const { name: known, summary } of benches) say(`  ${known.padEnd(8)} ${summary}`);
    return 2;
  }
  await runBench(bench, options);
  return 0;
}

async function runBench(bench: Bench, options: BenchOptions): Promise<void> {
  const undo = new UndoStack();
  const end = () => undo.run((error) => say(sentenceOf(error)));
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void end().then(() => process.exit(130)));
  try {
    const measured = await bench.run({ options, say, atEnd: (step) => undo.push(step) });
    const judged = judge(bench, measured);
    const print = options.json ? toJson : toTable;
    process.stdout.write(`${print(bench, describeMachine(), judged)}\n`);
  } finally {
    await end();
  }
}

try {
  process.exit(await main());
} catch (error) {
  say(sentenceOf(error));
  process.exit(1);
}
