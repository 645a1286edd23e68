import { join } from "node:path";
import { checkout, nodeModules } from "#local/paths.ts";
import { openRecords } from "#local/process/records.ts";
import { type Detached, spawnDetached } from "#local/process/spawn.ts";
import type { InstanceSettings } from "./settings.ts";

export type AppProcessName = "web" | "worker";

/** Starts web or worker and notes it, so that it can be stopped by whoever launches next. */
export async function startAppProcess(
  name: AppProcessName,
  settings: InstanceSettings,
  environment: Readonly<Record<string, string>>,
): Promise<Detached> {
  const { args, nodeOptions } = commandOf(name, settings);
  const started = await spawnDetached({
    command: process.execPath,
    args,
    env: { ...environment, NODE_OPTIONS: nodeOptions },
    cwd: checkout,
    logFile: join(settings.stateDir, "logs", `${name}.log`),
  });
  openRecords(settings.stateDir).write(name, started.identity);
  return started;
}

// `localhost` is to mean the address that everybody tries, and the machine's other addresses stay closed.
function commandOf(
  name: AppProcessName,
  { port, host }: InstanceSettings,
): { args: string[]; nodeOptions: string } {
  // As in the script "worker" of package.json: left to itself, Node takes a third more memory for hardly more speed.
  if (name === "worker")
    return { args: ["worker/main.mjs"], nodeOptions: "--max-semi-space-size=8 --max-old-space-size=1024" };
  // Node's own 5 s is less than what clients and proxies keep a connection for: their next request meets a closed one.
  return {
    args: [
      ...[join(nodeModules, "next/dist/bin/next"), "start", "--port", String(port), "--hostname", host],
      ...["--keepAliveTimeout", "75000"],
    ],
    nodeOptions: "--max-old-space-size=512 --dns-result-order=ipv4first",
  };
}
