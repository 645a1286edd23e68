import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { answerObjects } from "./objects.ts";
import { answerResumable } from "./resumable.ts";
import { type Cut, readBody, sendJson, type StorageState } from "./state.ts";

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
  if (path === "/__cuts") {
    // For a test in another process.
    state.cuts.push(JSON.parse((await readBody(state, request)).bytes.toString()) as Cut);
    return sendJson(response, 200, {});
  }
  if (path === "/__requests") return sendJson(response, 200, state.requests);
  if (path.startsWith("/upload/resumable/sign")) return answerResumable(state, path, request, response);
  return answerObjects(state, path, request, response);
}
