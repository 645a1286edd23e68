import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { randomSecret, readJson, writePrivateJson } from "#local/process/files.ts";

const Settings = z.object({ port: z.int(), password: z.string() });
export type RedisSettings = z.infer<typeof Settings>;

export type RedisMode = "durable" | "throwaway";

export function settingsPath(stateDir: string): string {
  return join(stateDir, "redis.json");
}

export function dataFolder(stateDir: string): string {
  return join(stateDir, "redis");
}

export function readSettings(stateDir: string): RedisSettings | null {
  return readJson(settingsPath(stateDir), Settings);
}

/** The password stays, so that addresses stay good over a restart. */
export function saveSettings(stateDir: string, port: number): RedisSettings {
  const settings = { port, password: readSettings(stateDir)?.password ?? randomSecret() };
  writePrivateJson(settingsPath(stateDir), settings);
  return settings;
}

/** A file, because everyone on the machine can read a command line, and the password stands in it. */
export function writeConfiguration(stateDir: string, settings: RedisSettings, mode: RedisMode): string {
  const data = dataFolder(stateDir);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const path = join(data, "redis.conf");
  const lines = [
    `port ${String(settings.port)}`,
    "bind 127.0.0.1",
    `requirepass ${settings.password}`,
    `dir "${data}"`,
    `appendonly ${mode === "durable" ? "yes" : "no"}`,
    'save ""',
    "maxmemory-policy noeviction",
    "daemonize no",
  ];
  writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  return path;
}
