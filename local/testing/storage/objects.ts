import type { IncomingMessage, ServerResponse } from "node:http";

import { readBody, refuse, sendJson, type StorageState } from "./state.ts";
import { signToken } from "./token.ts";

interface BucketBody {
  id?: string;
  public?: boolean;
  file_size_limit?: number | null;
  prefixes?: string[];
  prefix?: string;
  limit?: number;
  offset?: number;
}

/** What the secret key alone may do: buckets and their objects. */
export async function answerObjects(
  state: StorageState,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${state.secretKey}`)
    return refuse(response, 403, "Unauthorized");
  const decoded = decodeURIComponent(path);
  const at = (prefix: string) => (decoded.startsWith(prefix) ? decoded.slice(prefix.length) : null);
  const json = async () =>
    JSON.parse((await readBody(state, request)).bytes.toString() || "{}") as BucketBody;
  const { method } = request;

  const signing = at("/object/upload/sign/");
  if (method === "POST" && signing !== null) {
    if (state.objects.has(signing)) return refuse(response, 409, "The resource already exists");
    return sendJson(response, 200, {
      url: `/object/upload/sign/${signing}?token=${signToken(state, signing)}`,
    });
  }
  const listed = at("/object/list/");
  if (method === "POST" && listed !== null) return sendJson(response, 200, list(state, listed, await json()));
  const informed = at("/object/info/");
  if (informed !== null) {
    const object = state.objects.get(informed);
    if (!object) return refuse(response, 404, "Object not found");
    return sendJson(response, 200, { name: informed, size: object.bytes.length });
  }
  const bucket = at("/bucket");
  if (bucket !== null) return answerBuckets(state, bucket.slice(1), method, await json(), response);
  const key = at("/object/") ?? "";
  if (method === "DELETE") {
    for (const prefix of (await json()).prefixes ?? []) state.objects.delete(`${key}/${prefix}`);
    return sendJson(response, 200, []);
  }
  if (method === "POST") {
    if (!state.buckets.has(key.split("/")[0] ?? "")) return refuse(response, 404, "Bucket not found");
    const { bytes } = await readBody(state, request);
    state.objects.set(key, { bytes, updatedAt: new Date() });
    return sendJson(response, 200, { Key: key, Id: key });
  }
  return sendBytes(state, key, request, response);
}

function answerBuckets(
  state: StorageState,
  name: string,
  method: string | undefined,
  body: BucketBody,
  response: ServerResponse,
): void {
  if (method === "GET") {
    const found = state.buckets.get(name);
    return found
      ? sendJson(response, 200, { id: name, name, ...found })
      : refuse(response, 404, "Bucket not found");
  }
  const limit = body.file_size_limit ?? null;
  if ((limit ?? 0) > state.projectMaxBytes) {
    return refuse(response, 413, "The object exceeded the maximum allowed size");
  }
  state.buckets.set(name || (body.id ?? ""), { public: body.public ?? false, file_size_limit: limit });
  sendJson(response, 200, { name });
}

/** One level: files with their dates, folders without. */
function list(state: StorageState, bucket: string, { prefix = "", limit = 100, offset = 0 }: BucketBody) {
  const start = `${bucket}/${prefix ? `${prefix}/` : ""}`;
  const entries = new Map<string, object>();
  for (const [key, { updatedAt }] of [...state.objects].sort()) {
    if (!key.startsWith(start)) continue;
    const [name = "", ...rest] = key.slice(start.length).split("/");
    const updated_at = rest.length > 0 ? null : updatedAt.toISOString();
    entries.set(name, { name, id: updated_at && key, updated_at, created_at: updated_at });
  }
  return [...entries.values()].slice(offset, offset + limit);
}

function sendBytes(
  state: StorageState,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const object = state.objects.get(key);
  if (!object) return refuse(response, 404, "Object not found");
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const size = object.bytes.length;
  if (start >= size && start > 0) return refuse(response, 416, "InvalidRange");
  const cut = state.cuts.findIndex(({ method }) => method === "GET");
  const length = { "content-length": size - start, "content-range": `bytes ${start}-${size - 1}/${size}` };
  response.writeHead(206, length);
  if (cut === -1) return void response.end(object.bytes.subarray(start));
  const [{ afterBytes } = { afterBytes: 0 }] = state.cuts.splice(cut, 1);
  response.write(object.bytes.subarray(start, start + afterBytes), () => response.destroy());
}
