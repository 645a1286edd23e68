import { createServer, type Server, type ServerResponse } from "node:http";

export type Reply = (response: ServerResponse) => void;

export interface ModelServer {
  /** What OPENAI_BASE_URL is set to. */
  url: string;
  /** What the next requests are answered, in their order; what comes after it meets `rest`. */
  answers: (replies: readonly Reply[], rest?: Reply) => void;
  /** How often it was asked since it was last told what to answer. */
  asked: () => number;
  close: () => Promise<void>;
}

/** A server with OpenAI's protocol that answers as a test says: well, badly, half or not at all. */
export async function startModelServer(): Promise<ModelServer> {
  let waiting: Reply[] = [];
  let after: Reply = words("Done.");
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      count += 1;
      (waiting.shift() ?? after)(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String(portOf(server))}/v1`,
    answers(replies, rest = words("Done.")) {
      [waiting, after, count] = [[...replies], rest, 0];
    },
    asked: () => count,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** One piece of an answer. */
export const piece = (delta: object, finish: string | null = null): string =>
  event({
    id: "c",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });

const usage = event({
  id: "c",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [],
  usage: { prompt_tokens: 1_000, completion_tokens: 10, total_tokens: 1_010 },
});

export const streams =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end([...pieces, usage, "data: [DONE]\n\n"].join(""));
  };

export const words = (text: string): Reply =>
  streams(piece({ role: "assistant", content: text }), piece({}, "stop"));

/** A call of a tool; its arguments go out as they are, also where they are no JSON. */
export const calls = (name: string, args: string): Reply =>
  streams(
    piece({
      role: "assistant",
      tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name, arguments: args } }],
    }),
    piece({}, "tool_calls"),
  );

export const refuses =
  (status: number, headers: Record<string, string> = { "retry-after-ms": "5" }): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "the provider's own words", type: "x", code: "x" } }));
  };

/** Begins to answer and then says nothing any more; or nothing at all. */
export const hangs =
  (...pieces: string[]): Reply =>
  (response) => {
    if (pieces.length === 0) return;
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(pieces.join(""));
  };

/** Breaks off behind these pieces. */
export const breaksOff =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(pieces.join(""), () => setImmediate(() => response.destroy()));
  };

/** What stands between us and a provider answers in its place. */
export const page: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("<html><body>Please sign in to the network.</body></html>");
};

/** The stream itself says that something went wrong. */
export const errorInStream: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.end(
    piece({ role: "assistant", content: "Well" }) +
      event({ error: { message: "the provider's own words", type: "server_error", code: "overloaded" } }),
  );
};
