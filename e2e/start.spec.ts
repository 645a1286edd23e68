import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";
import { z } from "zod";

import { manifestPath, readManifest } from "#local/instance/manifest.ts";
import { stopEverything } from "#local/instance/shutdown.ts";
import { checkout } from "#local/paths.ts";
import { isRunning } from "#local/process/identity.ts";
import { isPortFree } from "#local/process/ports.ts";
import { removePostgres } from "#local/services/postgres.ts";
import { type Instance, startInstance } from "#local/testing/instance.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";

import { processesOf, recordedProcesses } from "./support/processes.ts";

// Somebody at a terminal: no page is opened here. It has a state directory of its own, beside that of the journeys.
let stateDir = "";
const stopMs = 10_000;
const started: Instance[] = [];

test.beforeAll(() => {
  stateDir = createThrowawayFolder();
});

test.afterAll(async () => {
  // Where a step failed.
  for (const instance of started) await instance.stop();
  await stopEverything(stateDir);
  removePostgres(stateDir);
  rmSync(stateDir, { recursive: true, force: true });
});

test("npm start: ready, alone, stopped without a trace, back as it was, and new when told to forget", async () => {
  // Room for a build, where this is run alone.
  test.setTimeout(600_000);
  const first = await test.step("ready", () => start({ fresh: true }));
  const { manifest } = first;
  const port = Number(new URL(manifest.url).port);
  const contactId = await test.step("its people and their keys work", () => createContact(manifest));

  await test.step("a second start says where it runs, and leaves it alone", async () => {
    const state = () => ({
      processes: recordedProcesses(stateDir),
      manifest: readFileSync(manifestPath(stateDir), "utf8"),
    });
    const before = state();
    const second = await startAgain(port);
    expect(second.exitCode).toBe(1);
    expect(second.output).toContain(`OmniCRM is already running at ${manifest.url}`);
    expect(state()).toEqual(before);
    expect(await statusOf(manifest, `/contacts/${contactId}`)).toBe(200);
  });

  await test.step("SIGTERM ends all of it within ten seconds", () => stopsWithoutTrace(first, port));

  const again = await test.step("the next start knows everybody", () => start({ fresh: false, port }));
  await test.step("and what they did", async () => {
    expect(people(again)).toEqual(people(first));
    expect(await statusOf(manifest, `/contacts/${contactId}`)).toBe(200);
  });

  const forgotten = await test.step("--reset ends it and begins anew", async () => {
    const before = processesOf(stateDir);
    const started = await start({ fresh: true, port });
    expect(before.filter(isRunning)).toEqual([]);
    return started;
  });
  await test.step("nobody is known any more", async () => {
    expect(forgotten.manifest.password).not.toBe(manifest.password);
    expect(forgotten.manifest.secondUser?.password).not.toBe(manifest.secondUser?.password);
    expect(await statusOf(manifest, "/contacts")).toBe(401);
    expect(await statusOf(forgotten.manifest, `/contacts/${contactId}`)).toBe(404);
  });

  await test.step("a launcher that is killed leaves nothing behind either", async () => {
    const { launcher } = Launcher.parse(JSON.parse(readFileSync(join(stateDir, "launcher.json"), "utf8")));
    process.kill(launcher.pid, "SIGKILL");
    await expect.poll(() => processesOf(stateDir), { timeout: 2 * stopMs }).toEqual([]);
    expect(readManifest(stateDir)).toBeNull();
    expect(await isPortFree(port)).toBe(true);
  });
});

const Launcher = z.object({ launcher: z.object({ pid: z.int() }) });

interface Keyed {
  url: string;
  apiKey?: string | undefined;
}

async function start(options: { fresh: boolean; port?: number }): Promise<Instance> {
  const instance = await startInstance({ ...options, stateDir });
  started.push(instance);
  const health = await fetch(`${instance.manifest.url}/api/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ ready: true });
  expect(readManifest(stateDir)).toEqual(instance.manifest);
  // The demo's newest month waits at Google for whoever syncs.
  const demo: unknown = JSON.parse(readFileSync(join(stateDir, "demo-filled.json"), "utf8"));
  expect(demo, instance.output()).toEqual({ filled: true, delivered: true });
  return instance;
}

async function stopsWithoutTrace(instance: Instance, port: number): Promise<void> {
  const running = processesOf(stateDir);
  const recorded = recordedProcesses(stateDir);
  expect(Object.keys(recorded)).toEqual(
    expect.arrayContaining(["auth", "postgres", "redis", "web", "worker"]),
  );
  // Beside them the launcher and its starter.
  expect(running).toEqual(expect.arrayContaining(Object.values(recorded)));
  expect(running.length).toBeGreaterThanOrEqual(Object.keys(recorded).length + 2);
  const began = performance.now();
  await instance.stop();
  expect(performance.now() - began).toBeLessThan(stopMs);
  expect(processesOf(stateDir)).toEqual([]);
  expect(running.filter(isRunning)).toEqual([]);
  expect(readManifest(stateDir)).toBeNull();
  expect(await isPortFree(port)).toBe(true);
}

const people = ({ manifest: { email, password, apiKey, secondUser } }: Instance) => ({
  first: { email, password, apiKey },
  secondUser,
});

async function ask({ url, apiKey }: Keyed, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${apiKey ?? ""}`, "content-type": "application/json" };
  return fetch(`${url}/api/v1${path}`, { ...init, headers });
}

const statusOf = async (keyed: Keyed, path: string) => (await ask(keyed, path)).status;

async function createContact(keyed: Keyed): Promise<string> {
  const response = await ask(keyed, "/contacts", {
    method: "POST",
    body: JSON.stringify({ displayName: "Kept over restarts" }),
  });
  const { data } = (await response.json()) as { data?: { id: string } };
  if (!data) throw new Error(`the contact was not made: ${String(response.status)}`);
  return data.id;
}

async function startAgain(port: number): Promise<{ exitCode: number | null; output: string }> {
  const env = { ...process.env, OMNICRM_STATE_DIR: stateDir, PORT: String(port) };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(checkout, "local/start.mjs")],
      { cwd: checkout, env },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode, output: stdout + stderr }),
    );
  });
}
