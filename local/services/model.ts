import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writePrivateJson } from "#local/process/files.ts";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { startStandIn, stopStandIn, type StandInProcess } from "./stand-in-process.ts";

/** What OPENAI_MODEL is set to. */
export const demoModel = "omnicrm-demo";

const Settings = z.object({ port: z.int() });

export interface ModelStandIn extends StandInProcess {
  /** What OPENAI_BASE_URL is set to. */
  readonly url: string;
}

/** Starts the stand-in for the model, on the port it had before where that is free. */
export async function startModel({ stateDir }: { readonly stateDir: string }): Promise<ModelStandIn> {
  await mkdir(stateDir, { recursive: true });
  await stopStandIn(stateDir, "model");
  const path = join(stateDir, "model.json");
  const remembered = readJson(path, Settings)?.port;
  const port = remembered !== undefined && (await isPortFree(remembered)) ? remembered : await freePort();
  writePrivateJson(path, { port });
  const origin = `http://127.0.0.1:${String(port)}`;
  const running = await startStandIn({
    stateDir,
    name: "model",
    title: "The demo model",
    script: new URL("./model-process.ts", import.meta.url),
    // The folder says whose it is, to whoever looks for what was left behind.
    args: [String(port), stateDir],
    readyUrl: `${origin}/__requests`,
  });
  return { url: `${origin}/v1`, ...running };
}
