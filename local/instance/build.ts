import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, checkout, nodeModules } from "#local/paths.ts";
import { withLock } from "#local/process/lock.ts";
import { logTail } from "#local/process/spawn.ts";
import { hashSources } from "./source-hash.ts";

const buildTimeoutMs = 600_000;

interface BuildOptions {
  readonly distDir: string;
  readonly logFile: string;
  readonly signal: AbortSignal;
  /** Called when there is something to build. */
  readonly onBuild: () => void;
}

/** Builds the web app into its folder, unless what lies there was built from the same sources. */
export async function buildApp({ distDir, logFile, signal, onBuild }: BuildOptions): Promise<void> {
  const marker = join(checkout, distDir, "omnicrm-sources");
  mkdirSync(cache, { recursive: true });
  await withLock(join(cache, `build${distDir.replaceAll("/", "-")}.lock`), buildTimeoutMs, async () => {
    const sources = hashSources(checkout);
    if (read(marker) === sources) return;
    onBuild();
    await runBuild(distDir, logFile, signal);
    writeFileSync(marker, sources);
  });
}

async function runBuild(distDir: string, logFile: string, signal: AbortSignal): Promise<void> {
  mkdirSync(join(logFile, ".."), { recursive: true, mode: 0o700 });
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, [join(nodeModules, "next/dist/bin/next"), "build"], {
    cwd: checkout,
    env: buildEnvironment(distDir),
    stdio: ["ignore", log, log],
    signal,
    timeout: buildTimeoutMs,
  });
  const ending = await new Promise<string | null>((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("exit", (code, killedBy) => {
      resolve(code === 0 ? null : (killedBy ?? `exit code ${String(code)}`));
    });
  });
  closeSync(log);
  signal.throwIfAborted();
  if (ending !== null) throw new Error(`The build failed (${ending}).\n${await logTail(logFile, 40)}`);
}

// Nothing secret gets near the build: what it sees may end up in files that browsers load.
function buildEnvironment(distDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(PATH|HOME|LANG|TMPDIR|CI|NEXT_PUBLIC_\w+)$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: "production",
    NEXT_DIST_DIR: distDir,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
