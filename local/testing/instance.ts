import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { type Manifest, manifestPath, readManifest, removeManifest } from "#local/instance/manifest.ts";
import { checkout } from "#local/paths.ts";
import { childEnvironment } from "#local/process/child-environment.ts";
import { isPortFree } from "#local/process/ports.ts";
import { waitFor } from "#local/process/wait.ts";

export interface InstanceOptions {
  /** Below the checkout, unless absolute. Instances of different folders run side by side. */
  readonly stateDir?: string;
  readonly port?: number;
  /** Forgets what an earlier run stored; true unless said otherwise. */
  readonly fresh?: boolean;
  /** Settings for web and worker besides those that the launcher makes. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Instance {
  readonly manifest: Manifest;
  readonly stateDir: string;
  /** What the launcher printed. */
  output(): string;
  stop(): Promise<void>;
}

/** The build of tests: npm start goes on serving its own. */
export const testDistDir = ".next-e2e";

const readyTimeoutMs = 300_000;
const stopTimeoutMs = 20_000;
// A developer's own services are not for tests.
const serviceNames =
  /^(DATABASE_URL|SYSTEM_DATABASE_URL|REDIS_URL|SUPABASE_\w+|GOOGLE_\w+|OPENAI_\w+|APP_URL|APP_SECRET)$/;

/** Starts a whole second instance the way a person does, and waits until it is ready. */
export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  const stateDir = resolve(checkout, options.stateDir ?? ".local/e2e");
  const port = options.port ?? (await quietPort());
  removeManifest(stateDir);
  const args = [join(checkout, "local/start.mjs"), ...(options.fresh === false ? [] : ["--reset"])];
  const inherited = Object.entries(process.env).filter(([name]) => !serviceNames.test(name));
  const launcher = spawn(process.execPath, args, {
    cwd: checkout,
    env: childEnvironment({
      ...Object.fromEntries(inherited),
      NEXT_DIST_DIR: testDistDir,
      ...options.env,
      OMNICRM_STATE_DIR: stateDir,
      OMNICRM_STOP_WITH_PARENT: "1",
      PORT: String(port),
    }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = (): boolean => launcher.exitCode !== null || launcher.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (ended()) return;
    const exit = once(launcher, "exit");
    launcher.kill("SIGTERM");
    const killer = setTimeout(() => launcher.kill("SIGKILL"), stopTimeoutMs);
    await exit;
    clearTimeout(killer);
  };
  const manifest = await waitFor(() => readManifest(stateDir), {
    timeoutMs: readyTimeoutMs,
    everyMs: 100,
    giveUp: ended,
  });
  if (manifest === null) {
    await stop();
    throw new Error(`The instance did not become ready (${manifestPath(stateDir)} is missing).\n${output}`);
  }
  return { manifest, stateDir, output: () => output, stop };
}

/** Below those that a system gives to connections: any of them could take it before web listens. */
async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isPortFree(port)) return port;
  }
}
