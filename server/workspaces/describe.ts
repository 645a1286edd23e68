import { eq } from "drizzle-orm";

import { profiles, workspaces } from "#drizzle/schema/workspaces.ts";
import { notFound } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";

/** What the frame of every page says: the workspace's name, and who is signed in. Throws AppError. */
export async function describeMembership(ctx: Context): Promise<{ workspaceName: string; email: string }> {
  return asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, async (tx) => {
    const [row] = await tx
      .select({ workspaceName: workspaces.name, email: profiles.email })
      .from(workspaces)
      .leftJoin(profiles, eq(profiles.userId, ctx.user.id));
    if (!row) throw notFound("workspace");
    return { workspaceName: row.workspaceName, email: row.email ?? "" };
  });
}
