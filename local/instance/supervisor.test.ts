import { expect, test } from "vitest";
import { type Supervised, supervise } from "./supervisor.ts";

const quick = { everyMs: 2, backoffMs: 1 };

function service(falls: number): Supervised & { starts: () => number } {
  let [left, running, starts] = [falls, falls === 0, 0];
  return {
    name: "web",
    isRunning: () => running,
    ending: () => "exit code 1",
    async start() {
      starts += 1;
      left -= 1;
      running = left <= 0;
      await Promise.resolve();
    },
    starts: () => starts,
  };
}

test("what dies is started again, and said so", async () => {
  const said: string[] = [];
  const stop = new AbortController();
  const web = service(2);
  const supervising = supervise([web, service(0)], {
    ...quick,
    signal: stop.signal,
    say: (line) => said.push(line),
  });
  await expect.poll(() => web.isRunning()).toBe(true);
  stop.abort();
  await supervising;
  expect(said).toEqual([
    "web ended (exit code 1); starting it again (1 of 5).",
    "web ended (exit code 1); starting it again (2 of 5).",
  ]);
});

test("what dies over and over ends the instance", async () => {
  const web = service(99);
  const supervising = supervise([web], {
    ...quick,
    signal: new AbortController().signal,
    say: () => undefined,
  });
  await expect(supervising).rejects.toThrow("web ended again (exit code 1), after 5 restarts.");
  expect(web.starts()).toBe(5);
});
