import { mkdir } from "node:fs/promises";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { readSettings, saveSettings } from "./google/settings.ts";
import { type StandInProcess, startStandIn, stopStandIn } from "./stand-in-process.ts";

export interface GoogleOptions {
  readonly stateDir: string;
  /** Puts the demo mailbox in at the first start; true unless said otherwise. */
  readonly seeds?: boolean;
  /** Where it tells of new mail, as a Pub/Sub subscription would; nowhere unless said otherwise. */
  readonly mailPushUrl?: string;
}

/** After a restart, however it ended, it has the same tokens and mail on the same port. */
export interface GoogleServer extends StandInProcess {
  /** What GOOGLE_BASE_URL is set to. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Starts the stand-in for Google's OAuth, Gmail and Calendar, anew even where an earlier one runs. */
export async function startGoogle({
  stateDir,
  seeds = true,
  mailPushUrl,
}: GoogleOptions): Promise<GoogleServer> {
  await mkdir(stateDir, { recursive: true });
  await stopStandIn(stateDir, "google");
  const { port, clientId, clientSecret } = saveSettings(stateDir, {
    port: await choosePort(stateDir),
    seeds,
    mailPushUrl: mailPushUrl ?? null,
  });
  const url = `http://127.0.0.1:${String(port)}`;
  const running = await startStandIn({
    stateDir,
    name: "google",
    title: "The stand-in for Google",
    script: new URL("./google-process.ts", import.meta.url),
    args: [stateDir],
    readyUrl: `${url}/__health`,
  });
  return { url, clientId, clientSecret, ...running };
}

async function choosePort(stateDir: string): Promise<number> {
  const remembered = readSettings(stateDir)?.port;
  return remembered !== undefined && (await isPortFree(remembered)) ? remembered : freePort();
}
