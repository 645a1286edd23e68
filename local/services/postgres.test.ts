import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "#local/process/ports.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { type PostgresServer, databaseUrl, startPostgres } from "./postgres.ts";
import { dataFolder } from "./postgres/cluster.ts";
import { readSettings } from "./postgres/settings.ts";

const stateDir = createThrowawayFolder();
let server: PostgresServer;

beforeAll(async () => {
  // Two starts at once, as two terminals would do it.
  const both = await Promise.all([
    startPostgres({ stateDir, mode: "throwaway" }),
    startPostgres({ stateDir, mode: "throwaway" }),
  ]);
  server = both[0];
  expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
  expect(both[1].process()).toEqual(both[0].process());
});

afterAll(async () => {
  await server.dispose();
  rmSync(stateDir, { recursive: true });
});

async function query(url: string, statement: string) {
  const client = postgres(url, { max: 1, prepare: false, onnotice: () => undefined });
  try {
    return [...(await client.unsafe(statement))];
  } finally {
    await client.end();
  }
}

test("it speaks UTF-8 in UTC, and lets nobody in without a password", async () => {
  const [row] = await query(
    server.systemUrl,
    `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
            (select datcollate from pg_database where datname = current_database()) as collation,
            current_setting('listen_addresses') as addresses`,
  );
  expect(row).toEqual({ encoding: "UTF8", zone: "UTC", collation: "C.UTF-8", addresses: "127.0.0.1" });
  const stranger = databaseUrl(server.adminUrl, "omnicrm").replace(/:[^:@]+@/, ":guess@");
  await expect(query(stranger, "select 1")).rejects.toThrow("password authentication failed");
});

test("the system login makes tables, and the app's login reaches them as authenticated alone", async () => {
  await query(
    server.systemUrl,
    `create table note (body text); grant select on note to authenticated; insert into note values ('kept')`,
  );
  await expect(query(server.appUrl, "select * from note")).rejects.toThrow("permission denied");
  const rows = await query(server.appUrl, "set role authenticated; select * from note");
  expect(rows.flat()).toContainEqual({ body: "kept" });
  await expect(query(server.appUrl, "set role service_role")).rejects.toThrow("permission denied");
});

test("a killed server comes back with its data on its port, even when its number is another's now", async () => {
  const { pid } = server.process();
  await server.kill("SIGKILL");
  expect(server.isRunning()).toBe(false);
  // What the pid file of the dead server says, should the number have been given away meanwhile.
  const stranger = spawn("sleep", ["60"]);
  await once(stranger, "spawn");
  const pidFile = join(dataFolder(readSettings(stateDir)?.folder ?? ""), "postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(String(pid), String(stranger.pid)));

  await server.start();
  expect(server.process().pid).not.toBe(pid);
  expect(await query(server.systemUrl, "select body from note")).toEqual([{ body: "kept" }]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();

  await server.stop();
  await server.start();
  expect(await query(server.systemUrl, "select body from note")).toEqual([{ body: "kept" }]);
});

test("a later start adopts what runs", async () => {
  const again = await startPostgres({ stateDir, mode: "throwaway" });
  expect(again.adopted).toBe(true);
  expect(again.appUrl).toBe(server.appUrl);
});

test("a port of somebody else is never taken for ours", async () => {
  const port = await freePort();
  const foreign = createServer().listen(port, "127.0.0.1");
  await once(foreign, "listening");
  const other = createThrowawayFolder();
  await expect(startPostgres({ stateDir: other, mode: "throwaway", port })).rejects.toThrow(
    `Port ${String(port)}, which Postgres should listen on, is taken by another program.`,
  );
  foreign.close();
  rmSync(readSettings(other)?.folder ?? other, { recursive: true });
  rmSync(other, { recursive: true, force: true });
});
