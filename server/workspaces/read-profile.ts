import { eq, sql } from "drizzle-orm";

import { profiles, workspaces } from "#drizzle/schema/workspaces.ts";
import { notFound } from "#lib/errors.ts";
import type { Profile } from "#lib/schemas/profile.ts";
import { newId, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

export type ProfileRow = typeof profiles.$inferSelect;

/** The caller's own row; null for a member who was added and has not changed theirs yet. */
export async function profileRow(tx: Tx, userId: string, toWrite = false): Promise<ProfileRow | null> {
  const query = tx.select().from(profiles).where(eq(profiles.userId, userId));
  const [row] = await (toWrite ? query.for("no key update") : query);
  return row ?? null;
}

export async function readProfile(tx: Tx, ctx: OperationContext): Promise<Profile> {
  const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
  if (!workspace) throw notFound("workspace");
  const row = await profileRow(tx, ctx.user.id);
  return {
    id: ctx.user.id,
    email: row?.email ?? "",
    displayName: row?.displayName ?? "",
    timeZone: row?.timeZone ?? "UTC",
    role: ctx.role,
    workspaceName: workspace.name,
    version: row?.version ?? 1,
  };
}

/** Makes the caller's row where there is none; nothing where there is. */
export async function ensureProfile(tx: Tx, ctx: OperationContext): Promise<void> {
  await tx.execute(sql`
    insert into crm.profiles (id, workspace_id, user_id, email, display_name)
    values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, '', '') on conflict (workspace_id, user_id) do nothing`);
}
