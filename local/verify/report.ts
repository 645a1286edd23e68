/** Ends a check: silent when all is well, otherwise a line for each problem and exit code 1. */
export function report(name: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  process.stderr.write(`${name}:\n${problems.map((problem) => `  ${problem}\n`).join("")}`);
  process.exitCode = 1;
}
