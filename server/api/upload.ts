import { AppError } from "#lib/errors.ts";
import { type Context, type Operation, requirePermission } from "#server/core/index.ts";
import { findOperation } from "#server/registry/index.ts";
import { removeUnnamed, storage } from "#server/storage/index.ts";

import { authenticate, type SessionResolver } from "./authenticate.ts";
import { answer, refuse, requestIdOf } from "./envelope.ts";
import { isJson, readJsonBody } from "./json-body.ts";
import { readMultipart } from "./multipart.ts";

interface Upload {
  operation: Operation;
  /** Name of the multipart field that carries the file. */
  file: string;
  request: Request;
}

/**
 * Stores the file of a multipart request, then runs the operation on it. A file that was refused is removed again. JSON
 * may announce a file that goes elsewhere, and never name one.
 */
export async function runWithFile(ctx: Context, { operation, file, request }: Upload): Promise<unknown> {
  if (operation.definition.rest?.announces && isJson(request.headers)) {
    const input = await readJsonBody(request);
    if (!Object.hasOwn(input, file)) return operation(ctx, input);
    throw new AppError("unsupported", "Send the file itself as `multipart/form-data`.");
  }
  const { stored, fields } = await readMultipart(ctx, request, file);
  const notRemoved = (cause: unknown) => ctx.log.warn({ err: cause }, "an unused upload was not removed");
  let output: unknown;
  try {
    output = await operation(ctx, { ...fields, [file]: stored });
  } catch (error) {
    await storage().remove(stored.storageKey).catch(notRemoved);
    throw error;
  }
  if (ctx.idempotencyKey) await removeUnnamed(ctx, stored).catch(notRemoved);
  return output;
}

/** A file from the page, or word of one: what imports.create does, for who is signed in. Belongs inside sameOrigin(). */
export async function handleUpload(request: Request, session: SessionResolver): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const operation = findOperation("imports.create");
    const file = operation?.definition.rest?.file;
    if (!operation || !file) throw new AppError("unsupported", "Files cannot be imported here.");
    const ctx = await authenticate(request, { requestId, door: "rest", session });
    requirePermission(ctx, operation.definition);
    return answer(await runWithFile(ctx, { operation, file, request }), requestId);
  } catch (error) {
    return refuse(error, requestId);
  }
}
