import { createServer, type Server, type ServerResponse } from "node:http";

/** How a provider answers one request. */
export type Reply = (response: ServerResponse) => void;

interface Asked {
  url: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** A server with OpenAI's protocol that answers as a test says: well, badly, half or not at all. */
export interface ModelServer {
  /** Ends in /v1, as OPENAI_BASE_URL does. */
  url: string;
  /** Since it was last told what to answer. */
  asked: Asked[];
  /** What the next requests are answered, in their order; what comes after these meets `rest`. */
  answers: (replies: readonly Reply[], rest?: Reply) => void;
  close: () => Promise<void>;
}

export async function startModelServer(): Promise<ModelServer> {
  let replies: Reply[] = [];
  let after: Reply = says("Done.");
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      asked.push({
        url: request.url ?? "",
        headers: request.headers,
        body: JSON.parse(body) as Record<string, unknown>,
      });
      (replies.shift() ?? after)(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    answers(next, rest = says("Done.")) {
      [replies, after] = [[...next], rest];
      asked.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = { id: "c", object: "chat.completion.chunk", created: 1, model: "m" };
export const delta = (content: object, finish: string | null = null) =>
  event({ ...chunk, choices: [{ index: 0, delta: content, finish_reason: finish }] });

export const serverUsage = { inputTokens: 1_000, cachedInputTokens: 400, outputTokens: 10 };
const usage = {
  prompt_tokens: serverUsage.inputTokens,
  completion_tokens: serverUsage.outputTokens,
  total_tokens: serverUsage.inputTokens + serverUsage.outputTokens,
  prompt_tokens_details: { cached_tokens: serverUsage.cachedInputTokens },
};

export const stream =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end([...pieces, event({ ...chunk, choices: [], usage }), "data: [DONE]\n\n"].join(""));
  };
export const says = (text: string) => stream(delta({ role: "assistant", content: text }), delta({}, "stop"));

/** A call of a tool; a text as its arguments goes out as it is, also where it is no JSON. */
export const calls = (name: string, input: object | string) => callsTogether([name, input]);

export const callsTogether = (...made: readonly (readonly [name: string, input: object | string])[]) =>
  stream(
    delta({
      role: "assistant",
      tool_calls: made.map(([name, input], index) => ({
        ...{ index, id: `call_${String(index + 1)}`, type: "function" },
        function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
      })),
    }),
    delta({}, "tool_calls"),
  );

/** An answer in one piece. */
export const whole =
  (text: string): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        ...chunk,
        object: "chat.completion",
        choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
        usage,
      }),
    );
  };

/** No person and no log may ever read it. */
const providersWords = "the provider's own words";

export const refuses =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: providersWords, type: "x", code: "x" } }));
  };

/** Breaks off behind these pieces. */
export const breaksOff =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(pieces.join(""), () => setImmediate(() => response.destroy()));
  };

/** Says half of it and breaks. */
export const cut = breaksOff(delta({ role: "assistant", content: "Half of" }));
/** Begins to answer and breaks before the first word. */
export const cutBefore = breaksOff(delta({ role: "assistant" }));
export const resets: Reply = (response) => {
  response.socket?.resetAndDestroy();
};

/** Never says a word. */
export const silent: Reply = () => undefined;

/** Begins to answer and then says nothing any more. */
export const hangs =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(pieces.join(""));
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
    delta({ role: "assistant", content: "Well" }) +
      event({ error: { message: providersWords, type: "server_error", code: "overloaded" } }),
  );
};
