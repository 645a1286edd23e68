import type { IncomingMessage, ServerResponse } from "node:http";

export interface StoredObject {
  bytes: Buffer;
  updatedAt: Date;
}

/** One upload by the protocol, from its creation until it is an object. */
export interface Sending {
  key: string;
  length: number;
  bytes: Buffer;
}

export interface Cut {
  method: string;
  afterBytes: number;
  /** Left without an answer instead, as where a network is gone and nobody says so. */
  hold?: boolean;
}

export interface StorageState {
  secretKey: string;
  publicUrl: string;
  buckets: Map<string, { public: boolean; file_size_limit: number | null }>;
  /** By "bucket/key". */
  objects: Map<string, StoredObject>;
  sendings: Map<string, Sending>;
  /** What the project takes at most, whatever a bucket says. */
  projectMaxBytes: number;
  tokenSeconds: number;
  /** After how many bytes of a body the connection is torn, each once, in this order. */
  cuts: Cut[];
  requests: string[];
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** As Storage says it: the status in words within the body of a 400. */
export const refuse = (response: ServerResponse, statusCode: number, message: string): void =>
  sendJson(response, statusCode === 413 ? 413 : 400, {
    statusCode: String(statusCode),
    error: message,
    message,
  });

/** The body, until a cut that was asked for tears the connection: what came before is answered. */
export async function readBody(
  state: StorageState,
  request: IncomingMessage,
): Promise<{ bytes: Buffer; torn: boolean }> {
  const cut = state.cuts.findIndex(({ method }) => method === request.method);
  const { afterBytes: limit, hold } = state.cuts[cut] ?? { afterBytes: Number.POSITIVE_INFINITY };
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, limit - length));
    length += chunk.length;
    if (length >= limit) {
      state.cuts.splice(cut, 1);
      if (!hold) request.socket.destroy();
      return { bytes: Buffer.concat(chunks), torn: true };
    }
  }
  return { bytes: Buffer.concat(chunks), torn: false };
}
