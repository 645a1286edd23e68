import { setTimeout as sleep } from "node:timers/promises";
import { boot } from "./instance/boot.ts";
import { type Claim, claimState, stopRunningLauncher, whenUnclaimed } from "./instance/claim.ts";
import { removeManifest } from "./instance/manifest.ts";
import { reset } from "./instance/reset.ts";
import { type InstanceSettings, readInstanceSettings } from "./instance/settings.ts";
import { stopEverything, stopLeftovers } from "./instance/shutdown.ts";
import { type Supervised, supervise } from "./instance/supervisor.ts";

// npm start [-- --reset | --stop]: --reset forgets what is stored, --stop ends what runs elsewhere. --sweep is
// what the launcher's own starter calls after it was killed.
const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};

/** A step that is under way when the stop comes may finish, so that it leaves nothing unknown behind. */
const underWayMs = 3_000;

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
// Whoever started this launcher is gone, perhaps killed.
process.on("disconnect", () => stop.abort());

// Nor is whoever read the output, but stopping in order matters more than telling.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

process.exit(await main());

async function main(): Promise<number> {
  try {
    const settings = readInstanceSettings(process.env);
    const { stateDir, url } = settings;
    const asked = (flag: string): boolean => process.argv.includes(flag);
    if (asked("--sweep") || asked("--stop")) {
      if (asked("--stop")) await stopRunningLauncher(stateDir);
      await whenUnclaimed(stateDir, () => stopEverything(stateDir));
      return 0;
    }
    if (asked("--reset")) await reset(stateDir);
    return await run(settings, await claimState(stateDir, url));
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 1;
  }
}

async function run(settings: InstanceSettings, claim: Claim): Promise<number> {
  const { stateDir } = settings;
  let exitCode = 0;
  try {
    removeManifest(stateDir);
    await stopLeftovers(stateDir);
    const running = await untilStopped(boot(settings, stop.signal, say));
    if (running !== null) await supervise(running, { signal: stop.signal, say });
  } catch (error) {
    if (!stop.signal.aborted) {
      process.stderr.write(`${sentenceOf(error)}\n`);
      exitCode = 1;
    }
  }
  stop.abort();
  claim.announceStop();
  if (exitCode === 0) say("Stopping.");
  await stopEverything(stateDir);
  claim.release();
  return exitCode;
}

async function untilStopped(booting: Promise<Supervised[]>): Promise<Supervised[] | null> {
  const stopped = new Promise<null>((resolve) => {
    stop.signal.addEventListener("abort", () => void sleep(underWayMs).then(() => resolve(null)), {
      once: true,
    });
  });
  return Promise.race([booting, stopped]);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
