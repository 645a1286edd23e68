import type { IncomingMessage, ServerResponse } from "node:http";
import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";
import { z } from "zod";

import { embed } from "./embeddings.ts";
import { Fault, openFaults } from "./faults.ts";
import { callsOf } from "./intent.ts";
import { reply } from "./reply.ts";

const EmbeddingsInput = z.object({ input: z.union([z.string(), z.array(z.string())]) });
const Obey = z.object({ on: z.boolean() });
const requestsKept = 500;

interface Seen {
  at: string;
  method: string;
  path: string;
}

export interface ModelServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * The stand-in for the model: OpenAI's protocol by aimock, answers by our own reply function. Beside it, for tests only:
 * POST and DELETE /__faults, GET /__requests, and POST /__obey, which makes it obey what mails tell it.
 */
export async function startModelServer({ port }: { port: number }): Promise<ModelServer> {
  const faults = openFaults();
  const seen: Seen[] = [];
  let obeys = false;
  const mock = new LLMock({
    port,
    host: "127.0.0.1",
    logLevel: "silent",
    latency: 12,
    chunkSize: 12,
    journalMaxEntries: 50,
  });
  let calls = 0;
  mock.on({ predicate: () => true }, (request) => answerTo(request, (calls += 1), obeys));
  mock.mount("/v1", {
    async handleRequest(request, response, path) {
      seen.push({ at: new Date().toISOString(), method: request.method ?? "GET", path: `/v1${path}` });
      if (seen.length > requestsKept) seen.shift();
      if (await faults.meet(request, response, `/v1${path}`)) return true;
      if (path !== "/embeddings") return false;
      return answerJson(response, embeddingsFor(EmbeddingsInput.parse(await bodyOf(request)).input));
    },
  });
  mock.mount("/__faults", {
    async handleRequest(request, response) {
      if (request.method === "DELETE") faults.clear();
      else faults.add(Fault.parse(await bodyOf(request)));
      return answerJson(response, { ok: true });
    },
  });
  mock.mount("/__requests", {
    handleRequest: (_request, response) => Promise.resolve(answerJson(response, { requests: seen })),
  });
  mock.mount("/__obey", {
    async handleRequest(request, response) {
      obeys = Obey.parse(await bodyOf(request)).on;
      return answerJson(response, { obeys });
    },
  });
  const url = await mock.start();
  return { url: `${url}/v1`, stop: () => mock.stop() };
}

function answerTo(request: ChatCompletionRequest, number: number, obeys: boolean) {
  const move = reply(request, { obeys });
  const inputTokens = tokensIn(JSON.stringify(request.messages));
  const usage = (text: string) => ({ input_tokens: inputTokens, output_tokens: tokensIn(text) });
  if ("say" in move) return { content: move.say, usage: usage(move.say) };
  const made = callsOf(move).map(({ call, input }, index) => ({
    id: `call_${String(Date.now())}_${String(number)}_${String(index)}`,
    name: call,
    arguments: JSON.stringify(input),
  }));
  return {
    ...(move.words ? { content: move.words } : {}),
    toolCalls: made,
    usage: usage(`${move.words ?? ""}${made.map((one) => one.arguments).join("")}`),
  };
}

/** About four characters a token, as for English. */
const tokensIn = (text: string): number => Math.ceil(text.length / 4);

function embeddingsFor(input: string | string[]) {
  const texts = typeof input === "string" ? [input] : input;
  const tokens = texts.reduce((sum, text) => sum + tokensIn(text), 0);
  return {
    object: "list",
    model: "text-embedding-3-small",
    data: texts.map((text, index) => ({ object: "embedding", index, embedding: embed(text) })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array));
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

function answerJson(response: ServerResponse, body: unknown): true {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
  return true;
}
