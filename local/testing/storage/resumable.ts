import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { readBody, refuse, type StorageState } from "./state.ts";
import { refusalOf } from "./token.ts";

const base = "/upload/resumable/sign";
const version = { "tus-resumable": "1.0.0" };

/** TUS 1.0.0 with creation and termination, every request but OPTIONS signed. */
export async function answerResumable(
  state: StorageState,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "OPTIONS") {
    const allowed =
      "x-signature, tus-resumable, upload-length, upload-offset, upload-metadata, content-type, x-upsert";
    const methods = "POST, HEAD, PATCH, DELETE, OPTIONS";
    response
      .writeHead(204, {
        ...version,
        "access-control-allow-headers": allowed,
        "access-control-allow-methods": methods,
      })
      .end();
    return;
  }
  const id = path.slice(base.length + 1);
  const metadata = request.method === "POST" ? metadataOf(request.headers["upload-metadata"]) : {};
  const sending = state.sendings.get(id);
  const key = sending?.key ?? `${metadata["bucketName"] ?? ""}/${metadata["objectName"] ?? ""}`;
  const refusal = refusalOf(state, key, request.headers["x-signature"]);
  if (refusal) return refuse(response, 403, refusal);
  if (request.method === "POST") return create(state, key, request, response);
  if (!sending) return void response.writeHead(410, version).end();
  switch (request.method) {
    case "HEAD": {
      const place = { "upload-offset": sending.bytes.length, "upload-length": sending.length };
      response.writeHead(200, { ...version, ...place, "cache-control": "no-store" }).end();
      return;
    }
    case "PATCH": {
      if (Number(request.headers["upload-offset"]) !== sending.bytes.length) {
        return void response.writeHead(409, version).end();
      }
      const { bytes, torn } = await readBody(state, request);
      sending.bytes = Buffer.concat([sending.bytes, bytes]);
      if (sending.bytes.length > sending.length) return refuse(response, 413, "Maximum size exceeded");
      if (sending.bytes.length === sending.length) {
        state.objects.set(sending.key, { bytes: sending.bytes, updatedAt: new Date() });
      }
      if (!torn) response.writeHead(204, { ...version, "upload-offset": sending.bytes.length }).end();
      return;
    }
    case "DELETE":
      state.sendings.delete(id);
      return void response.writeHead(204, version).end();
    default:
      return void response.writeHead(405, version).end();
  }
}

function create(state: StorageState, key: string, request: IncomingMessage, response: ServerResponse): void {
  const bucket = state.buckets.get(key.split("/")[0] ?? "");
  if (!bucket) return refuse(response, 404, "Bucket not found");
  if (state.objects.has(key)) return refuse(response, 409, "The resource already exists");
  const length = Number(request.headers["upload-length"]);
  if (length > Math.min(bucket.file_size_limit ?? Number.POSITIVE_INFINITY, state.projectMaxBytes)) {
    return refuse(response, 413, "Maximum size exceeded");
  }
  const id = randomUUID();
  state.sendings.set(id, { key, length, bytes: Buffer.alloc(0) });
  response.writeHead(201, { ...version, location: `${state.publicUrl}/storage/v1${base}/${id}` }).end();
}

function metadataOf(header: string | string[] | undefined): Record<string, string> {
  const pairs = String(header ?? "").split(",");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", value = ""] = pair.trim().split(" ");
      return [name, Buffer.from(value, "base64").toString()];
    }),
  );
}
