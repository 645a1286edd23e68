import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import busboy from "busboy";

import { AppError } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { receiveFile, storage, type StoredFile } from "#server/storage/index.ts";

interface Multipart {
  stored: StoredFile;
  fields: Record<string, string>;
}

const limits = { files: 1, fields: 10, parts: 11, fieldNameSize: 100, fieldSize: 10_000, headerPairs: 20 };

const cutOff = (cause?: unknown) =>
  new AppError(
    "invalid_input",
    "The upload broke off before its end. Nothing was stored; please upload the file again.",
    {
      fields: { file: "Arrived incomplete." },
      cause,
    },
  );

/** Streams the file of the field into storage; what fails leaves no file behind. Throws AppError. */
export async function readMultipart(ctx: Context, request: Request, fileField: string): Promise<Multipart> {
  const parser = openParser(request);
  const fields: Record<string, string> = {};
  let refused: AppError | undefined;
  let receiving: Promise<StoredFile> | undefined;
  const source = Readable.from(bodyOf(request));
  // Either may fail once more after the pipeline has let go of it.
  for (const stream of [source, parser]) stream.on("error", () => undefined);
  const giveUp = (error: AppError) => {
    refused ??= error;
    source.destroy(refused);
  };

  parser.on("field", (name, value, { nameTruncated, valueTruncated }) => {
    if (name === fileField) giveUp(notAFile(fileField));
    else if (nameTruncated || valueTruncated || Object.hasOwn(fields, name)) giveUp(tooMuch(name));
    else fields[name] = value;
  });
  parser.on("file", (name, part, { filename }) => {
    // The parser tears the part when the body breaks off; whoever reads it learns of it.
    part.on("error", () => undefined);
    if (name !== fileField) return giveUp(tooMuch(name));
    receiving = receiveFile(ctx, { stream: Readable.from(chunksOf(part)), fileName: filename ?? "" });
    receiving.catch((error: unknown) => source.destroy(error instanceof Error ? error : cutOff(error)));
  });
  for (const limit of ["filesLimit", "fieldsLimit", "partsLimit"] as const) {
    parser.on(limit, () => giveUp(tooMuch(limit)));
  }

  const [parsed, received] = await Promise.allSettled([
    pipeline(source, parser),
    // Asked only once the parser is through: until then it may not have begun.
    pipelineEnd(parser).then(() => receiving),
  ]);
  return settle({ parsed, received, refused, fields, fileField });
}

const pipelineEnd = (parser: busboy.Busboy) => new Promise<void>((resolve) => parser.once("close", resolve));

interface Outcome {
  parsed: PromiseSettledResult<void>;
  received: PromiseSettledResult<StoredFile | undefined>;
  refused: AppError | undefined;
  fields: Record<string, string>;
  fileField: string;
}

async function settle({ parsed, received, refused, fields, fileField }: Outcome): Promise<Multipart> {
  const stored = received.status === "fulfilled" ? received.value : undefined;
  if (parsed.status === "fulfilled" && !refused && stored) return { stored, fields };
  if (stored) await storage().remove(stored.storageKey);
  if (refused) throw refused;
  if (received.status === "rejected" && received.reason instanceof AppError) throw received.reason;
  if (parsed.status === "rejected")
    throw parsed.reason instanceof AppError ? parsed.reason : cutOff(parsed.reason);
  if (received.status === "rejected") throw received.reason;
  throw notAFile(fileField);
}

function openParser(request: Request): busboy.Busboy {
  const contentType = request.headers.get("content-type") ?? "";
  if (/^multipart\/form-data\s*;/i.test(contentType)) {
    try {
      return busboy({ headers: { "content-type": contentType }, limits, defParamCharset: "utf8" });
    } catch (cause) {
      throw new AppError("invalid_input", "The form is not well made: its boundary is missing.", { cause });
    }
  }
  throw new AppError("unsupported", "Send the file as `multipart/form-data`.");
}

/** The body, counted: a proxy in between that cuts it must not pass for its end. */
async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  const declared = request.headers.get("content-length");
  let length = 0;
  const reader = request.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      yield value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  if (declared !== null && Number(declared) !== length) throw cutOff();
}

// Begins to read only when it is read, so that a part torn before that is noticed by its reader too.
async function* chunksOf(part: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of part) if (Buffer.isBuffer(chunk)) yield chunk;
}

const notAFile = (field: string) =>
  new AppError("invalid_input", `Choose a file: the field "${field}" must carry one.`, {
    fields: { [field]: "Choose a file." },
  });

const tooMuch = (name: string) =>
  new AppError("invalid_input", `The form carries more than it should ("${name.slice(0, 100)}").`, {
    fields: { [name.slice(0, 100)]: "Not known here." },
  });
