import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { UploadTicket } from "#lib/schemas/uploads.ts";
import { operation } from "#server/core/index.ts";

import { ownUpload, permitted, ticketOf } from "./upload-ticket.ts";

export const resumeImport = operation({
  name: "imports.resume",
  summary: "Go on with an upload that broke off, or whose permission has expired",
  guidance: "id is the uploadId that imports.create answered.",
  input: IdInput,
  output: UploadTicket,
  permission: "sync:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/imports/{id}/resume" },
  async run({ ctx, tx, input: { id } }) {
    const upload = await ownUpload(tx, ctx, id);
    if (upload.connectionId) throw new AppError("conflict", `"${upload.fileName}" has been sent already.`);
    return ticketOf(ctx, id);
  },
  finish: permitted,
});
