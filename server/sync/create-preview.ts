import { eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { previews } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { CreatePreviewInput, Preview, type SyncSource } from "#lib/schemas/sync.ts";
import { emit, newId, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { connectionRow, type ConnectionRow, ownerOnly, uploadRow } from "./internal.ts";
import { readPreview } from "./read-preview.ts";

export const createPreview = operation({
  name: "previews.create",
  summary:
    "Preview what importing an account's mail or calendar would do, or a file again with other addresses of your own",
  guidance:
    "connectionId comes from connections_list. An approval binds to one preview, so changed addresses need a new one.",
  input: CreatePreviewInput,
  output: Preview,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/previews" },
  async run({ ctx, tx, input: { connectionId, source: wanted, addresses } }) {
    const connection = await connectionRow(tx, connectionId);
    const source = sourceOf(connection, wanted);
    if (source !== "file" && connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    if (source === "file") await uploadRow(tx, connectionId);
    const chosen = addresses ?? connection.addresses;
    if (addresses) {
      await tx.update(connections).set({ addresses: chosen }).where(eq(connections.id, connectionId));
    }
    const previewId = newId();
    const jobId = await enqueueJob(ctx, "previews.build", { previewId }, { key: previewId });
    await tx.insert(previews).values({
      id: previewId,
      workspaceId: ctx.workspace.id,
      ownerId: connection.ownerId,
      audience: connection.audience,
      connectionId,
      source,
      jobId,
      controls: { addresses: chosen },
    });
    await emit(ctx, { type: "preview.changed", payload: { previewId } });
    return readPreview(tx, previewId);
  },
});

/** Throws where the connection cannot give that. */
function sourceOf(connection: ConnectionRow, wanted: SyncSource | undefined): SyncSource {
  const source = wanted ?? (connection.provider === "file" ? "file" : "gmail");
  if (connection.provider === "file" || source === "file") {
    if (connection.provider === "file" && source === "file") return source;
    throw new AppError("unsupported", `"${connection.label}" does not have that to import.`);
  }
  if (connection.state !== "active") {
    throw new AppError("conflict", `Connect ${connection.label} again in settings, then preview it.`);
  }
  if (!connection.scopes.includes(source)) {
    const what = source === "gmail" ? "mail" : "calendar";
    throw new AppError(
      "conflict",
      `You have not let us read the ${what} of ${connection.label}. Connect it in settings.`,
    );
  }
  return source;
}
