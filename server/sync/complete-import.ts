import { desc, eq } from "drizzle-orm";

import { previews, uploads } from "#drizzle/schema/sync.ts";
import { CompleteImportInput, Imported } from "#lib/schemas/uploads.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { startImport } from "./start-import.ts";
import { ownUpload } from "./upload-ticket.ts";

export const completeImport = operation({
  name: "imports.complete",
  summary: "Preview a file that was sent to the address imports.create answered",
  guidance:
    "id is the uploadId. The preview first checks that all bytes have arrived, and fails with words where they have not.",
  input: CompleteImportInput,
  output: Imported,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/imports/{id}/complete" },
  async run({ ctx, tx, input: { id, mailbox } }) {
    const upload = await ownUpload(tx, ctx, id);
    // An answer that got lost is asked for again.
    if (upload.connectionId) return started(tx, upload.connectionId);
    return startImport(ctx, tx, {
      fileName: upload.fileName,
      mailbox: mailbox ?? upload.mailbox ?? [],
      keep: (connectionId) => tx.update(uploads).set({ connectionId }).where(eq(uploads.id, id)),
    });
  },
});

async function started(tx: Tx, connectionId: string): Promise<Imported> {
  const [first] = await tx
    .select({ id: previews.id })
    .from(previews)
    .where(eq(previews.connectionId, connectionId))
    .orderBy(desc(previews.id))
    .limit(1);
  return { connectionId, previewId: first?.id ?? connectionId };
}
