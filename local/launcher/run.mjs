import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { checkout, ensureModules } from "./modules.mjs";
import { watchParent } from "./parent.mjs";

// The first that runs TypeScript files as they are.
const oldestNode = [22, 18];

/**
 * Installs what is missing, then runs a TypeScript file of this folder in a Node that can. Should it fail or
 * be killed, it is run once more with `sweepFlag`, to end what it may have left.
 */
export async function launch(script, { sweepFlag } = {}) {
  try {
    await ensureModules();
    hand(chooseNode(), join(checkout, "local", script), sweepFlag);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function chooseNode() {
  const installed = join(checkout, "node_modules", ".bin", "node");
  // It is installed but does not run where the system's C library is another one.
  if (existsSync(installed) && spawnSync(installed, ["--version"]).status === 0) return installed;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return process.execPath;
  throw new Error(
    `Node ${oldestNode.join(".")} or newer is needed here; this is ${process.versions.node}. Only on Linux does npm bring a newer one along.`,
  );
}

// In a process group of its own, so that a Ctrl-C reaches it once: from here, and not from the terminal too.
function hand(node, script, sweepFlag) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    cwd: checkout,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let forwarded = false;
  const forward = (signal) => {
    if (forwarded) return;
    forwarded = true;
    child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
  watchParent(() => forward("SIGTERM"));
  child.once("error", (error) => {
    console.error(`${node} does not start: ${error.message}`);
    process.exit(1);
  });
  child.once("exit", (code, signal) => {
    if (code !== 0 && sweepFlag !== undefined) spawnSync(node, [script, sweepFlag], { cwd: checkout });
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
