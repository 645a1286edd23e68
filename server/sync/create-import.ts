import { connections } from "#drizzle/schema/people.ts";
import { previews, uploads } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { CreateImportInput, CreateImportOutput } from "#lib/schemas/sync.ts";
import { emit, newId, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";
import { requireQuota } from "#server/storage/index.ts";

import { fileKindOf } from "./file-kind.ts";

export const createImport = operation({
  name: "imports.create",
  summary:
    "Take in a mailbox (.mbox, .eml) or calendar file (.ics), also gzipped, and preview what importing it would do",
  input: CreateImportInput,
  output: CreateImportOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/imports", file: "file" },
  // A repeated upload lies under another key; the bytes make it the same.
  idempotencyInput: ({ file, mailbox }) => ({ digest: file.digest, fileName: file.fileName, mailbox }),
  async run({ ctx, tx, input: { file, mailbox = [] } }) {
    // A key of storage begins with the workspace that received the file.
    if (!file.storageKey.startsWith(`${ctx.workspace.id}/`)) throw notFound("file");
    const detected = fileKindOf(file.head);
    if ("sentence" in detected) {
      throw new AppError("unsupported", detected.sentence, { fields: { file: detected.sentence } });
    }
    await requireQuota(tx, ctx, file.byteSize);
    const [connectionId, previewId] = [newId(), newId()];
    const owned = { workspaceId: ctx.workspace.id, ownerId: ctx.user.id, audience: "private" as const };
    await tx
      .insert(connections)
      .values({ id: connectionId, ...owned, provider: "file", label: file.fileName, addresses: mailbox });
    await tx.insert(uploads).values({
      id: newId(),
      ...owned,
      connectionId,
      storageKey: file.storageKey,
      fileName: file.fileName,
      fileKind: detected.kind,
      byteSize: file.byteSize,
      digest: file.digest,
      receivedAt: new Date(),
    });
    const jobId = await enqueueJob(ctx, "previews.build", { previewId }, { key: previewId });
    await tx
      .insert(previews)
      .values({ id: previewId, ...owned, connectionId, jobId, controls: { addresses: mailbox } });
    await emit(ctx, { type: "preview.changed", payload: { previewId } });
    return { connectionId, previewId };
  },
});
