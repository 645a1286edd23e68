import { eq } from "drizzle-orm";

import { profiles, workspaces } from "#drizzle/schema/workspaces.ts";
import { notFound } from "#lib/errors.ts";
import type { Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";

interface Described {
  workspaceName: string;
  email: string;
  /** Of the person's profile. */
  timeZone: string;
}

/** What the frame of every page needs: the workspace's name, who is signed in, and their time zone. Throws AppError. */
export async function describeMembership(ctx: Context): Promise<Described> {
  return asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, async (tx) => {
    const [row] = await tx
      .select({ workspaceName: workspaces.name, email: profiles.email, timeZone: profiles.timeZone })
      .from(workspaces)
      .leftJoin(profiles, eq(profiles.userId, ctx.user.id));
    if (!row) throw notFound("workspace");
    return { workspaceName: row.workspaceName, email: row.email ?? "", timeZone: row.timeZone ?? "UTC" };
  });
}
