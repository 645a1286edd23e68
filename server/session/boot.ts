import { interruptTurns } from "#server/assistant/index.ts";
import { env, EnvError } from "#server/env.ts";
import { bindRealtime, closeStreams, redis } from "#server/realtime/index.ts";

/** Begins a web process: with its settings complete or not at all. */
export function boot(): void {
  requireSettings();
  bindRealtime();
  // Connected before the first request asks for it.
  redis();
  // An open stream would keep the server from ending.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, closeStreams);
    process.once(signal, () => void interruptTurns());
  }
}

function requireSettings(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
