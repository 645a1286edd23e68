import { AppError } from "#lib/errors.ts";

export const bodyMaxBytes = 1024 ** 2;
const depthMax = 32;

const malformed = (message: string, cause?: unknown) => new AppError("invalid_input", message, { cause });

/** The body as a JSON object; no body is an empty one. Throws AppError too_large, unsupported or invalid_input. */
export async function readJsonBody(
  request: Request,
  maxBytes = bodyMaxBytes,
): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.length === 0) return {};
  requireJson(request.headers);
  const parsed = parse(decode(bytes));
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) {
    throw malformed("The body must be a JSON object, like { }.");
  }
  return Object.fromEntries(Object.entries(parsed));
}

export const isJson = (headers: Headers): boolean =>
  headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === "application/json";

function requireJson(headers: Headers): void {
  const encoding = headers.get("content-encoding") ?? "identity";
  if (isJson(headers) && encoding === "identity") return;
  throw new AppError("unsupported", "Send the body as plain JSON, with `Content-Type: application/json`.");
}

const tooLarge = (maxBytes: number) =>
  new AppError("too_large", `The body may have at most ${words(maxBytes)}. Send less at a time.`);
const words = (maxBytes: number) => (maxBytes === bodyMaxBytes ? "1 MB" : `${maxBytes / 1024} kB`);

// Counted while it comes in: a caller may say any length, or none.
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed("The body is not UTF-8.", cause);
  }
}

function parse(text: string): unknown {
  if (isDeeperThan(depthMax, text)) throw malformed(`The body may be nested at most ${depthMax} deep.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("The body is not valid JSON.", cause);
  }
}

// Before parsing, since whatever walks the value afterwards does so recursively.
function isDeeperThan(max: number, text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isString) {
      if (character === "\\") index++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === "{" || character === "[") {
      if (++depth > max) return true;
    } else if (character === "}" || character === "]") depth--;
  }
  return false;
}
