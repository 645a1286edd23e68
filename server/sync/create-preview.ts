import { eq } from "drizzle-orm";
import type { z } from "zod";

import { connections } from "#drizzle/schema/people.ts";
import { previews } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { CreatePreviewInput, Preview } from "#lib/schemas/previews.ts";
import type { SyncSource } from "#lib/schemas/sync.ts";
import type { SyncControlsInput } from "#lib/schemas/sync-controls.ts";
import { emit, newId, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { calendarsOf } from "./calendars/parts.ts";
import { cursorRows } from "./cursors.ts";
import { connectionRow, type ConnectionRow, ownerOnly, uploadRow } from "./internal.ts";
import { excludedBefore } from "./left-out-before.ts";
import { readPreview } from "./read-preview.ts";

type Controls = z.output<typeof SyncControlsInput>;

export const createPreview = operation({
  name: "previews.create",
  summary:
    "Preview what importing an account's mail or calendar would do, or a file again, with controls over what comes in",
  guidance:
    "connectionId comes from connections_list. An approval binds to one preview, so changed controls need a new one. Who was left out of the last preview stays left out; without controls its excluded too.",
  input: CreatePreviewInput,
  output: Preview,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/previews" },
  async run({ ctx, tx, input: { connectionId, source: wanted, addresses, controls } }) {
    const connection = await connectionRow(tx, connectionId);
    const source = sourceOf(connection, wanted);
    if (connection.ownerId !== ctx.user.id) throw ownerOnly(connection.label);
    if (source === "file") await uploadRow(tx, connectionId);
    const chosen = addresses ?? connection.addresses;
    if (controls) refuseForeign(source, controls, chosen);
    if (controls) await refuseUnknownStops(tx, connectionId, controls);
    if (addresses) {
      await tx.update(connections).set({ addresses: chosen }).where(eq(connections.id, connectionId));
    }
    const previewId = newId();
    const jobId = await enqueueJob(ctx, "previews.build", { previewId }, { key: previewId });
    await tx.insert(previews).values({
      id: previewId,
      workspaceId: ctx.workspace.id,
      ownerId: connection.ownerId,
      // It names what nobody has decided to share yet; what comes in is seen as its controls say.
      audience: "private",
      connectionId,
      source,
      jobId,
      controls: {
        audience: connection.audience,
        ...(controls ?? { excluded: await excludedBefore(tx, connectionId) }),
        addresses: chosen,
        ...(source === "calendar" ? { calendars: calendarsOf(controls ?? { calendars: [] }) } : {}),
      },
    });
    await emit(ctx, { type: "preview.changed", payload: { previewId } });
    return readPreview(tx, previewId);
  },
});

const foreign: Record<SyncSource, readonly [control: keyof Controls, words: string][]> = {
  gmail: [
    ["calendars", "Mail has no calendars. Leave this empty."],
    ["stopCalendars", "Mail has no calendars. Leave this empty."],
  ],
  file: [
    ["query", "Only Gmail can be searched. Leave this empty for a file."],
    ["calendars", "A file has no calendars to choose from. Leave this empty."],
    ["stopCalendars", "A file is not followed. Leave this empty."],
  ],
  calendar: [
    ["query", "Only Gmail can be searched. Leave this empty for a calendar."],
    ["labelsIn", "Events have no labels."],
    ["labelsOut", "Events have no labels."],
    ["onlyWroteTo", "This is about mail. Leave it off for a calendar."],
  ],
};

/** Controls that say nothing of this source would be taken for kept. */
function refuseForeign(source: SyncSource, controls: Controls, addresses: readonly string[]): void {
  const refused = foreign[source].find(([name]) => {
    const value = controls[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
  const nobody: [keyof Controls, string] | null =
    controls.onlyWroteTo && source === "file" && addresses.length === 0
      ? ["onlyWroteTo", "Say which addresses are yours first: without them nothing tells whom you wrote to."]
      : null;
  const [name, words] = refused ?? nobody ?? [];
  if (name && words) throw new AppError("invalid_input", words, { fields: { [`controls.${name}`]: words } });
}

/** What is not followed cannot be stopped, and what is to come in is not to be stopped by the same approval. */
async function refuseUnknownStops(tx: Tx, connectionId: string, controls: Controls): Promise<void> {
  const { stopCalendars: stops } = controls;
  if (stops.length === 0) return;
  const rows = await cursorRows(tx, connectionId);
  const isFollowed = (id: string) => rows.some(({ source, part }) => source === "calendar" && part === id);
  const twice = calendarsOf(controls).some((id) => stops.includes(id));
  const words = twice
    ? "A calendar is to come in and to be stopped. Leave it out of one of the two."
    : stops.every(isFollowed)
      ? null
      : "A calendar that is to be stopped is not followed. Leave it out.";
  if (words) throw new AppError("invalid_input", words, { fields: { "controls.stopCalendars": words } });
}

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
