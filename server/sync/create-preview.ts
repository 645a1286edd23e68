import { eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { previews } from "#drizzle/schema/sync.ts";
import { CreatePreviewInput, Preview } from "#lib/schemas/sync.ts";
import { emit, newId, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { connectionRow, uploadRow } from "./internal.ts";
import { readPreview } from "./read-preview.ts";

export const createPreview = operation({
  name: "previews.create",
  summary: "Preview a file again, with other addresses of your own",
  guidance:
    "connectionId comes from connections_list. An approval binds to one preview, so changed addresses need a new one.",
  input: CreatePreviewInput,
  output: Preview,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/previews" },
  async run({ ctx, tx, input: { connectionId, addresses } }) {
    const connection = await connectionRow(tx, connectionId);
    await uploadRow(tx, connectionId);
    const chosen = addresses ?? connection.addresses;
    await tx.update(connections).set({ addresses: chosen }).where(eq(connections.id, connectionId));
    const previewId = newId();
    const jobId = await enqueueJob(ctx, "previews.build", { previewId }, { key: previewId });
    await tx.insert(previews).values({
      id: previewId,
      workspaceId: ctx.workspace.id,
      ownerId: connection.ownerId,
      audience: connection.audience,
      connectionId,
      jobId,
      controls: { addresses: chosen },
    });
    await emit(ctx, { type: "preview.changed", payload: { previewId } });
    return readPreview(tx, previewId);
  },
});
