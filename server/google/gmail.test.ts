import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { freeQuota } from "#local/testing/free-quota.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { gmailClient } from "./gmail.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const answers: Answer[] = [];
const requests: URL[] = [];
const server = createServer((request, response) => {
  requests.push(new URL(request.url ?? "", "http://gmail"));
  const answer = answers.shift() ?? json({});
  answer(request, response);
});
const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
const failing = (status: number, reason: string) =>
  json({ error: { code: status, errors: [{ reason }] } }, status);
/** Begins to answer, and breaks off. */
const cut: Answer = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"raw":"');
  setTimeout(() => response.destroy(), 20);
};
const never: Answer = () => undefined;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  setEnv(
    parseEnv({
      ...testEnvironment({
        appUrl: "postgres://x@127.0.0.1/x",
        systemUrl: "postgres://x@127.0.0.1/x",
        redisUrl: "redis://127.0.0.1:1",
        redisPrefix: "x",
      }),
      GOOGLE_CLIENT_ID: "client",
      GOOGLE_CLIENT_SECRET: "secret",
      GOOGLE_BASE_URL: `http://127.0.0.1:${String(port)}`,
    }),
  );
});
beforeEach(() => {
  answers.length = 0;
  requests.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const mailbox = (signal = new AbortController().signal) =>
  gmailClient(
    {
      accessToken: ({ refresh = false } = {}) => Promise.resolve(refresh ? "new" : "old"),
      quota: freeQuota(),
    },
    signal,
  );

test("a body that is cut off and a server that is down are asked again, and not twice over by the library", async () => {
  answers.push(
    cut,
    failing(503, "backendError"),
    json({ raw: "QQ", threadId: "t1", labelIds: ["INBOX"], internalDate: "1000" }),
  );
  expect(await mailbox().getRaw("m1")).toEqual({
    id: "m1",
    raw: Buffer.from("A"),
    labels: ["INBOX"],
    threadId: "t1",
    receivedAt: new Date(1_000),
  });
  expect(requests).toHaveLength(3);
});

test("a refused token is replaced once", async () => {
  const tokens: (string | undefined)[] = [];
  const seen =
    (answer: Answer): Answer =>
    (request, response) => {
      tokens.push(request.headers.authorization);
      answer(request, response);
    };
  answers.push(
    seen(failing(401, "authError")),
    seen(json({ emailAddress: "Ada@X.example", historyId: "9".repeat(21) })),
  );
  expect(await mailbox().profile()).toEqual({ account: "ada@x.example", historyId: "9".repeat(21) });
  expect(tokens).toEqual(["Bearer old", "Bearer new"]);
});

test("everything but spam, bin and drafts is listed, five hundred at a time", async () => {
  answers.push(json({ messages: [{ id: "b" }, { id: "a" }], nextPageToken: "2" }), json({}));
  expect(await mailbox().listMessages(null)).toMatchObject({ ids: ["b", "a"], nextPageToken: "2" });
  expect(await mailbox().listMessages("2")).toMatchObject({ ids: [], nextPageToken: null });
  expect(requests[0]?.pathname).toBe("/gmail/v1/users/me/messages");
  expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toMatchObject({
    q: "-in:spam -in:trash -in:drafts",
    maxResults: "500",
  });
  expect(requests[1]?.searchParams.get("pageToken")).toBe("2");
});

test("header lines are whole lines again, whatever stands in them", async () => {
  const headers = [
    { name: "Subject", value: "One\r\n two" },
    { name: "To", value: "a@x.example,\n\tb@x.example" },
    { name: "X-A\r\nFrom", value: "forged@x.example" },
    { name: "Cc", value: "c@x.example\rFrom: forged@x.example" },
  ];
  answers.push(json({ payload: { headers }, sizeEstimate: 7 }));
  expect(await mailbox().getHeaders("m1")).toMatchObject({
    lines: "Subject: One two\r\nTo: a@x.example, b@x.example\r\nCc: c@x.example From: forged@x.example\r\n",
    byteSize: 7,
    receivedAt: null,
  });
});

test("who stops does not wait for an answer that never comes", async () => {
  answers.push(never);
  const abort = new AbortController();
  const waiting = mailbox(abort.signal).getRaw("m1");
  setTimeout(() => abort.abort(new Error("stopping")), 50);
  await expect(waiting).rejects.toThrow("stopping");
});

test("a message that is gone is not asked for again", async () => {
  answers.push(failing(404, "notFound"));
  await expect(mailbox().getRaw("m1")).rejects.toMatchObject({ kind: "not_found" });
  expect(requests).toHaveLength(1);
});

test("a thread's headers come with one call, and no more of it than is used", async () => {
  const message = (id: string) => ({
    id,
    payload: { headers: [{ name: "Subject", value: id }] },
    sizeEstimate: 1,
  });
  answers.push(json({ messages: [message("m1"), message("m2")] }));
  expect(await mailbox().getThreadHeaders("t/1")).toMatchObject([
    { id: "m1", lines: "Subject: m1\r\n" },
    { id: "m2", lines: "Subject: m2\r\n" },
  ]);
  expect(requests[0]?.pathname).toBe("/gmail/v1/users/me/threads/t%2F1");
  expect(requests[0]?.searchParams.get("fields")).toMatch(/^messages\(id,/);
});

test("an answer that is no mail is not taken for one", async () => {
  answers.push(json({ raw: 7 }), json([]), json("x"), json(null));
  await expect(mailbox().getRaw("m1")).rejects.toMatchObject({ kind: "unavailable" });
});

test("Retry-After is kept whichever way a call goes", async () => {
  const later: Answer = (_request, response) => {
    response.writeHead(429, { "content-type": "application/json", "retry-after": "700" });
    response.end(JSON.stringify({ error: { code: 429, errors: [{ reason: "rateLimitExceeded" }] } }));
  };
  answers.push(later, later);
  await expect(mailbox().profile()).rejects.toMatchObject({ kind: "rate_limited", retryAfterMs: 700_000 });
  await expect(mailbox().getRaw("m1")).rejects.toMatchObject({ kind: "rate_limited", retryAfterMs: 700_000 });
});
