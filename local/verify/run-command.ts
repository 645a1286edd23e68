import { spawn } from "node:child_process";
import { checkout } from "#local/paths.ts";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** "shown" as it comes, or "kept" for the caller. */
  readonly output: "shown" | "kept";
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly succeeded: boolean;
  readonly output: string;
}

// Runners stop what they started before they end.
const stopGraceMs = 20_000;

/** Runs a command to its end. When told to stop, it is interrupted once and killed if that does not help. */
export async function runCommand({ command, args }: Command, options: RunOptions): Promise<Outcome> {
  const { signal, output, env = {} } = options;
  if (signal.aborted) return { succeeded: false, output: "" };
  const child = spawn(command, args, {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: output === "shown" ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  let kept = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      kept += text;
    });
  }
  let killer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    child.kill("SIGINT");
    killer = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  const succeeded = await new Promise<boolean>((resolve) => {
    child.once("error", (error) => {
      kept += error.message;
      resolve(false);
    });
    child.once("close", (code) => {
      resolve(code === 0);
    });
  });
  signal.removeEventListener("abort", interrupt);
  clearTimeout(killer);
  return { succeeded, output: kept };
}
