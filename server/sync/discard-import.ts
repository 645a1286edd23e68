import { eq } from "drizzle-orm";
import { z } from "zod";

import { uploads } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { Id, IdInput } from "#lib/schemas/common.ts";
import { operation } from "#server/core/index.ts";
import { storage } from "#server/storage/index.ts";

import { ownUpload } from "./upload-ticket.ts";

export const discardImport = operation({
  name: "imports.discard",
  summary: "Give up an upload that is on its way; nothing of it is kept",
  input: IdInput,
  output: z.object({ id: Id }),
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/imports/{id}" },
  async run({ ctx, tx, input: { id } }) {
    const { connectionId, fileName, storageKey } = await ownUpload(tx, ctx, id);
    if (connectionId) {
      throw new AppError(
        "conflict",
        `"${fileName}" has been sent already. Remove it where files are listed.`,
      );
    }
    await tx.delete(uploads).where(eq(uploads.id, id));
    ctx.open.afterCommit.push(() => storage().remove(storageKey));
    return { id };
  },
});
