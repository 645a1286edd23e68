import { mkdir } from "node:fs/promises";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { type AuthSettings, readSettings, saveSettings } from "./auth/settings.ts";
import { startStandIn, stopStandIn, type StandInProcess } from "./stand-in-process.ts";

export interface AuthOptions {
  readonly stateDir: string;
  /** The address of the app. */
  readonly siteUrl: string;
  /** The stand-in for Google that people may sign in with. */
  readonly google?: AuthSettings["google"];
  readonly port?: number;
}

export interface AuthServer extends StandInProcess {
  readonly url: string;
  readonly publishableKey: string;
}

/** Starts the stand-in for Supabase Auth, anew even where an earlier one runs: the address of the app may have changed. */
export async function startAuth(options: AuthOptions): Promise<AuthServer> {
  const { stateDir, siteUrl, google = null } = options;
  await mkdir(stateDir, { recursive: true });
  await stopStandIn(stateDir, "auth");
  const settings = saveSettings(stateDir, { siteUrl, google, port: await choosePort(options) });
  const url = `http://127.0.0.1:${String(settings.port)}`;
  const running = await startStandIn({
    stateDir,
    name: "auth",
    title: "Auth",
    script: new URL("./auth-process.ts", import.meta.url),
    args: [stateDir],
    env: { LITE_TELEMETRY: "0" },
    readyUrl: `${url}/auth/v1/health`,
  });
  return { url, publishableKey: settings.publishableKey, ...running };
}

async function choosePort({ stateDir, port }: AuthOptions): Promise<number> {
  if (port !== undefined) {
    if (await isPortFree(port)) return port;
    throw new Error(`Port ${String(port)}, which Auth should listen on, is taken by another program.`);
  }
  const remembered = readSettings(stateDir)?.port;
  return remembered !== undefined && (await isPortFree(remembered)) ? remembered : freePort();
}
