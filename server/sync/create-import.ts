import { uploads } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { CreateImportInput, CreateImportOutput, type UploadTicket } from "#lib/schemas/uploads.ts";
import { type Context, newId, operation } from "#server/core/index.ts";
import { requireQuota } from "#server/storage/index.ts";

import { announceUpload } from "./announce-upload.ts";
import { discardImport } from "./discard-import.ts";
import { fileKindOf } from "./file-kind.ts";
import { startImport } from "./start-import.ts";
import { permitted } from "./upload-ticket.ts";

/** Without a permission an announced file only takes room, unless the same request is to be repeated. */
async function permittedOrGone(ctx: Context, ticket: UploadTicket): Promise<UploadTicket> {
  try {
    return await permitted(ctx, ticket);
  } catch (error) {
    if (!ctx.idempotencyKey) await discardImport(ctx, { id: ticket.uploadId });
    throw error;
  }
}

export const createImport = operation({
  name: "imports.create",
  summary:
    "Take in a mailbox (.mbox, .eml, .emlx) or calendar (.ics), also gzipped, or a .zip of either, and preview what importing it would do",
  guidance:
    "A large file is announced in JSON by its name and size where this server has Supabase Storage: the answer says where to send it (TUS, resumable), then imports.complete.",
  input: CreateImportInput,
  output: CreateImportOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/imports", file: "file", announces: ["fileName", "byteSize"] },
  // A repeated upload lies under another key; the bytes make it the same.
  idempotencyInput: ({ file, ...rest }) =>
    file ? { digest: file.digest, fileName: file.fileName, mailbox: rest.mailbox } : rest,
  async run({ ctx, tx, input: { file, fileName = "", byteSize = 0, mailbox = [] } }) {
    if (!file) return announceUpload(ctx, tx, { fileName, byteSize, mailbox });
    // A key of storage begins with the workspace that received the file.
    if (!file.storageKey.startsWith(`${ctx.workspace.id}/`)) throw notFound("file");
    const detected = fileKindOf(file.head);
    if ("sentence" in detected) {
      throw new AppError("unsupported", detected.sentence, { fields: { file: detected.sentence } });
    }
    await requireQuota(tx, ctx, file.byteSize);
    return startImport(ctx, tx, {
      fileName: file.fileName,
      mailbox,
      keep: (connectionId) =>
        tx.insert(uploads).values({
          id: newId(),
          workspaceId: ctx.workspace.id,
          ownerId: ctx.user.id,
          audience: "private",
          connectionId,
          storageKey: file.storageKey,
          fileName: file.fileName,
          fileKind: detected.kind,
          byteSize: file.byteSize,
          digest: file.digest,
          receivedAt: new Date(),
        }),
    });
  },
  finish: async (ctx, output) => ("uploadId" in output ? permittedOrGone(ctx, output) : output),
});
