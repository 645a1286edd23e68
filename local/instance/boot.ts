import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "#drizzle/migrate.ts";
import { isRunning } from "#local/process/identity.ts";
import { freePort, isPortFree } from "#local/process/ports.ts";
import { type Detached, logTail } from "#local/process/spawn.ts";
import { seed } from "#local/seed.ts";
import { type AppProcessName, startAppProcess } from "./app-process.ts";
import { banner } from "./banner.ts";
import { buildApp } from "./build.ts";
import { appEnvironment } from "./environment.ts";
import { waitUntilReady } from "./health.ts";
import { fillDemo } from "./fill-demo.ts";
import { writeManifest } from "./manifest.ts";
import { type Services, describeServices, startServices, storageFolder } from "./services.ts";
import type { InstanceSettings } from "./settings.ts";
import type { Supervised } from "./supervisor.ts";

type Say = (sentence: string) => void;

/** Brings an instance up, step by step, and answers what has to be kept running. */
export async function boot(settings: InstanceSettings, signal: AbortSignal, say: Say): Promise<Supervised[]> {
  const { stateDir, port, url } = settings;
  if (!(await isPortFree(port))) {
    throw new Error(`Port ${String(port)} is taken by another program. Choose one with PORT=… npm start`);
  }
  mkdirSync(storageFolder(stateDir), { recursive: true, mode: 0o700 });
  const services = await prepare(settings, signal, say);
  signal.throwIfAborted();

  const environment = appEnvironment(settings, services, await freePort());
  const web = await startSupervised("web", settings, environment);
  const worker = await startSupervised("worker", settings, environment);
  await waitUntilReady(url, () => web.ending() ?? worker.ending(), signal).catch(async (error: unknown) => {
    signal.throwIfAborted();
    const failed = worker.ending() === null ? "web" : "worker";
    const log = await logTail(join(stateDir, "logs", `${failed}.log`));
    throw new Error(
      `${failed} does not start: ${error instanceof Error ? error.message : String(error)}\n${log}`,
    );
  });
  signal.throwIfAborted();

  const people = await seed({ stateDir, url, services });
  const { google: demoGoogle } = services.standIns;
  if (demoGoogle) {
    await fillDemo({ stateDir, google: demoGoogle, person: people, environment, signal, say }).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        say(
          `The demo workspace could not be filled: ${error instanceof Error ? error.message : String(error)}`,
        );
      },
    );
  }
  const manifest = { url, ...people, services: describeServices(settings, services) };
  signal.throwIfAborted();
  writeManifest(stateDir, manifest);
  say(banner(settings, services, manifest));
  const { postgres, redis, auth, model, google } = services.standIns;
  return [
    web,
    worker,
    ...(model ? [{ name: "The demo model", isRunning: model.isRunning, start: model.start }] : []),
    ...(google ? [{ name: "Google", isRunning: google.isRunning, start: google.start }] : []),
    ...(auth ? [{ name: "Auth", isRunning: auth.isRunning, start: auth.start }] : []),
    ...(redis ? [{ name: "Redis", isRunning: redis.isRunning, start: redis.start }] : []),
    ...(postgres ? [{ name: "Postgres", isRunning: postgres.isRunning, start: postgres.start }] : []),
  ];
}

// The build needs none of the services: both take their time at once.
async function prepare(settings: InstanceSettings, signal: AbortSignal, say: Say): Promise<Services> {
  const logFile = join(settings.stateDir, "logs", "build.log");
  const stopBuild = new AbortController();
  const building = buildApp({
    distDir: settings.distDir,
    logFile,
    signal: AbortSignal.any([signal, stopBuild.signal]),
    onBuild: () => {
      say("Building the app; this takes a minute or two after every change.");
    },
  });
  // Looked at below; until then a failure must not end the process on its own.
  building.catch(() => undefined);
  try {
    const services = await startServices(settings);
    signal.throwIfAborted();
    await migrate(services.systemUrl).catch((error: unknown) => {
      throw new Error(`The database could not be migrated: ${reasonOf(error)}`);
    });
    await building;
    return services;
  } catch (error) {
    stopBuild.abort();
    await building.catch(() => undefined);
    throw error;
  }
}

// The query builder names the statement, and keeps what the database said about it as the cause.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function startSupervised(
  name: AppProcessName,
  settings: InstanceSettings,
  environment: Readonly<Record<string, string>>,
): Promise<Supervised & { ending(): string | null }> {
  let current: Detached = await startAppProcess(name, settings, environment);
  return {
    name,
    isRunning: () => current.ending() === null && isRunning(current.identity),
    ending: () => current.ending(),
    async start() {
      current = await startAppProcess(name, settings, environment);
    },
  };
}
