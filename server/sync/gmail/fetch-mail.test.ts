import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { freeQuota } from "#local/testing/free-quota.ts";
import { until } from "#local/testing/until.ts";
import { parseEnv, setEnv } from "#server/env.ts";
import { gmailClient, type GoogleQuota } from "#server/google/index.ts";

import { fetchMail } from "./fetch-mail.ts";

/** Ids that were asked for, in their order; ids that begin with "large" are of 5 MB. */
const asked: string[] = [];
/** What to answer otherwise, once the id was asked for so often. */
const faults = new Map<string, { from: number; answer: (response: ServerResponse) => void }>();
const server = createServer((request, response) => {
  const id = new URL(request.url ?? "", "http://gmail").pathname.split("/").at(-1) ?? "";
  asked.push(id);
  const fault = faults.get(id);
  if (fault && timesAsked(id) >= fault.from) {
    fault.answer(response);
    return;
  }
  const text = `From: ann@firm.example\r\nMessage-ID: <${id}@x>\r\n\r\n${id.startsWith("large") ? large : ""}`;
  const raw = Buffer.from(text).toString("base64url");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ raw }));
});
const large = "x".repeat(5 * 1024 ** 2);
const timesAsked = (id: string) => asked.filter((one) => one === id).length;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const [appUrl, systemUrl, redisUrl] = [
    "postgres://x@127.0.0.1/x",
    "postgres://x@127.0.0.1/x",
    "redis://x:1",
  ];
  setEnv(
    parseEnv({
      ...testEnvironment({ appUrl, systemUrl, redisUrl, redisPrefix: "x" }),
      GOOGLE_CLIENT_ID: "client",
      GOOGLE_CLIENT_SECRET: "secret",
      GOOGLE_BASE_URL: `http://127.0.0.1:${String(port)}`,
    }),
  );
});
beforeEach(() => {
  asked.length = 0;
  faults.clear();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const mailbox = (quota: GoogleQuota = freeQuota(), signal = new AbortController().signal) =>
  gmailClient({ accessToken: () => Promise.resolve("token"), quota }, signal);

/** The ids of each chunk. */
async function chunksOf(...args: Parameters<typeof fetchMail>): Promise<string[][]> {
  const chunks: string[][] = [];
  for await (const { messages } of fetchMail(...args)) chunks.push(messages.map(({ item }) => item));
  return chunks;
}

describe("the turn of large messages", () => {
  test("is not held by a mailbox that waits for its quota", async () => {
    const stop = new AbortController();
    const quota = freeQuota();
    const waiting: GoogleQuota = {
      ...quota,
      // Enough to find out that it is large.
      spend: (...args) =>
        timesAsked("large-1") === 0
          ? quota.spend(...args)
          : new Promise((_, reject) => {
              args[2].addEventListener("abort", () => {
                reject(new Error("stopping"));
              });
            }),
    };
    const held = chunksOf(mailbox(waiting, stop.signal), ["large-1"], 10);
    await until("the first to be known as large", () => Promise.resolve(timesAsked("large-1") === 1));
    expect(await chunksOf(mailbox(), ["large-2"], 10)).toEqual([["large-2"]]);
    stop.abort(new Error("stopping"));
    await expect(held).rejects.toThrow("stopping");
  });

  test("is not held by a mailbox that is asked to come again later", async () => {
    const stop = new AbortController();
    const later = (response: ServerResponse) => response.writeHead(503, { "retry-after": "60" }).end("{}");
    faults.set("large-1", { from: 2, answer: later });
    const held = chunksOf(mailbox(freeQuota(), stop.signal), ["large-1"], 10);
    await until("the first to be put off", () => Promise.resolve(timesAsked("large-1") === 2));
    expect(await chunksOf(mailbox(), ["large-2"], 10)).toEqual([["large-2"]]);
    stop.abort(new Error("stopping"));
    await expect(held).rejects.toThrow();
  });

  test("is one at a time, and whoever stops does not wait for it; those after are let through", async () => {
    let answer: ServerResponse | undefined;
    faults.set("large-1", { from: 2, answer: (response) => (answer = response) });
    const first = chunksOf(mailbox(), ["large-1"], 10);
    await until("the first to have its turn", () => Promise.resolve(answer !== undefined));
    const stop = new AbortController();
    const second = chunksOf(mailbox(freeQuota(), stop.signal), ["large-2"], 10);
    const third = chunksOf(mailbox(), ["large-3"], 10);
    await until("the others to be known as large", () =>
      Promise.resolve(timesAsked("large-2") + timesAsked("large-3") === 2),
    );
    stop.abort(new Error("stopping"));
    await expect(second).rejects.toThrow("stopping");
    expect(timesAsked("large-3")).toBe(1);
    answer?.writeHead(404).end("{}");
    expect(await first).toEqual([["large-1"]]);
    expect(await third).toEqual([["large-3"]]);
  });
});

describe("a turn that ends beside large messages", () => {
  const letters = Array.from({ length: 40 }, (_, index) => `letter-${String(index)}`);
  const ids = ["first", "large-1", ...letters.slice(0, 4), "large-2", ...letters.slice(4)];

  test.each([1, 2, 3, 4])("after chunk %i: nothing that was fetched is thrown away", async (last) => {
    let chunk = 0;
    const chunks = await chunksOf(mailbox(), ids, 30, { mayGoOn: () => Promise.resolve(++chunk <= last) });
    const had = chunks.flat();
    expect(had).toEqual(ids.slice(0, had.length));
    expect(had.filter((id) => !id.startsWith("large"))).toEqual(
      expect.arrayContaining([...new Set(asked)].filter((id) => !id.startsWith("large"))),
    );
  });

  test("all come, in their order, each small one fetched once and each large one by itself", async () => {
    const chunks = await chunksOf(mailbox(), ids, 30);
    expect(chunks.flat()).toEqual(ids);
    expect(chunks).toEqual(expect.arrayContaining([["large-1"], ["large-2"]]));
    expect([...letters, "first"].map(timesAsked)).toEqual(Array.from({ length: 41 }, () => 1));
  });
});
