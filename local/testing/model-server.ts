import { createServer, type Server, type ServerResponse } from "node:http";

/** How a provider answers one request. */
export type Reply = (response: ServerResponse) => void;

interface Asked {
  url: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** A provider with OpenAI's protocol that answers as it is told, once each, then "Done.". */
export interface ModelServer {
  url: string;
  asked: Asked[];
  script: (...replies: Reply[]) => void;
  close: () => Promise<void>;
}

export async function startModelServer(): Promise<ModelServer> {
  let replies: Reply[] = [];
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
      (replies.shift() ?? says("Done."))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    script: (...next) => {
      replies = next;
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
export const calls = (name: string, input: object | string) =>
  stream(
    delta({
      role: "assistant",
      tool_calls: [
        {
          index: 0,
          id: "call_1",
          type: "function",
          function: { name, arguments: typeof input === "string" ? input : JSON.stringify(input) },
        },
      ],
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

export const refuses =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "No.", type: "x", code: "x" } }));
  };
/** Says half of it and breaks. */
export const cut: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(delta({ role: "assistant", content: "Half of" }));
  setTimeout(() => response.destroy(), 50);
};
/** Begins to answer and breaks before the first word. */
export const cutBefore: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(delta({ role: "assistant" }));
  setTimeout(() => response.destroy(), 20);
};
export const resets: Reply = (response) => {
  response.socket?.resetAndDestroy();
};
/** Never says a word. */
export const silent: Reply = () => undefined;
