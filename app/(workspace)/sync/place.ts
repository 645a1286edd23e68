import type { z } from "zod";

import type { Batch } from "#lib/schemas/batches.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import type { Connection } from "#lib/schemas/sync.ts";
import { Id } from "#lib/schemas/common.ts";
import { type Context, toAppError } from "#server/core/index.ts";
import { getBatch, getPreview, listBatches } from "#server/sync/index.ts";

export type Query = Record<string, string | string[] | undefined>;

/** What stands where a mailbox comes in: the form, a preview, or an import. */
export type Place =
  | { kind: "upload"; notFound: "preview" | "import" | null }
  | { kind: "preview"; preview: Preview }
  | { kind: "batch"; batch: Batch };

/** By the address: ?preview=, ?import=, ?new; without any, the import that is under way, if there is one. */
export async function findPlace(ctx: Context, query: Query): Promise<Place> {
  if (query["preview"] !== undefined) return previewPlace(ctx, query["preview"]);
  if (query["import"] !== undefined) return batchPlace(ctx, query["import"]);
  const upload: Place = { kind: "upload", notFound: null };
  if (query["new"] !== undefined) return upload;
  const { items } = await listBatches(ctx, { limit: 8 });
  const moving = items.find(
    ({ status }) => status === "queued" || status === "running" || status === "undoing",
  );
  return moving ? { kind: "batch", batch: moving } : upload;
}

async function previewPlace(ctx: Context, value: string | string[]): Promise<Place> {
  const id = Id.safeParse(value);
  const preview = id.success ? await orNull(getPreview(ctx, { id: id.data })) : null;
  if (!preview) return { kind: "upload", notFound: "preview" };
  return preview.batchId ? batchPlace(ctx, preview.batchId) : { kind: "preview", preview };
}

async function batchPlace(ctx: Context, value: string | string[]): Promise<Place> {
  const id = Id.safeParse(value);
  const batch = id.success ? await orNull(getBatch(ctx, { id: id.data })) : null;
  return batch ? { kind: "batch", batch } : { kind: "upload", notFound: "import" };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (toAppError(error).code === "not_found") return null;
    throw error;
  }
}

/** Uploaded files that no import came of, or whose import was taken back; without the one whose page says so itself. */
export function notImported(
  connections: readonly z.infer<typeof Connection>[],
  batches: readonly Batch[],
  place: Place,
): z.infer<typeof Connection>[] {
  const imported = new Set(
    batches.filter(({ status }) => status !== "undone").map(({ connectionId }) => connectionId),
  );
  const shown =
    place.kind === "preview"
      ? place.preview.connectionId
      : place.kind === "batch"
        ? place.batch.connectionId
        : null;
  return connections.filter(({ id, fileKept }) => fileKept && id !== shown && !imported.has(id)).slice(0, 8);
}
