import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { answerObjects } from "./objects.ts";
import { answerResumable } from "./resumable.ts";

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
  cuts: { method: string; afterBytes: number }[];
  requests: string[];
}

export interface TestStorage extends StorageState {
  /** What a process is given to keep its files here. */
  environment: Record<string, string>;
  stop: () => Promise<void>;
}

/** Supabase Storage as far as it is used here, over HTTP: buckets, objects, signed resumable uploads. */
export async function startTestStorage(): Promise<TestStorage> {
  const state: StorageState = {
    secretKey: `sb_secret_${randomBytes(16).toString("hex")}`,
    publicUrl: "",
    buckets: new Map(),
    objects: new Map(),
    sendings: new Map(),
    projectMaxBytes: Number.POSITIVE_INFINITY,
    tokenSeconds: 7_200,
    cuts: [],
    requests: [],
  };
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  state.publicUrl = `http://127.0.0.1:${port}`;
  const bucket = "omnicrm-uploads";
  state.buckets.set(bucket, { public: false, file_size_limit: null });
  return Object.assign(state, {
    environment: {
      STORAGE_DRIVER: "supabase",
      STORAGE_URL: state.publicUrl,
      STORAGE_BUCKET: bucket,
      SUPABASE_SECRET_KEY: state.secretKey,
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function answer(
  state: StorageState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? "/", state.publicUrl).pathname.replace("/storage/v1", "");
  state.requests.push(`${request.method ?? ""} ${path}`);
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader(
    "access-control-expose-headers",
    "Upload-Offset, Location, Upload-Length, Tus-Resumable",
  );
  if (path.startsWith("/upload/resumable/sign")) return answerResumable(state, path, request, response);
  return answerObjects(state, path, request, response);
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
  const limit = state.cuts[cut]?.afterBytes ?? Number.POSITIVE_INFINITY;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    chunks.push(chunk.subarray(0, limit - length));
    length += chunk.length;
    if (length >= limit) {
      state.cuts.splice(cut, 1);
      request.socket.destroy();
      return { bytes: Buffer.concat(chunks), torn: true };
    }
  }
  return { bytes: Buffer.concat(chunks), torn: false };
}
