import type { Role } from "#lib/schemas/common.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { logger } from "#server/observability/index.ts";
import { ensureWorkspace } from "#server/workspaces/index.ts";

/** The owner of a new workspace, at the screen. */
export async function newOwner(): Promise<Context> {
  const userId = newId();
  const { workspaceId, role } = await ensureWorkspace({ userId, email: `${userId}@people.example` });
  return contextOf(userId, workspaceId, role);
}

/** Somebody else in the same workspace. */
export async function newMember(of: Context, role: Role): Promise<Context> {
  const userId = newId();
  const claims = JSON.stringify({
    role: "authenticated",
    sub: of.user.id,
    workspace_id: of.workspace.id,
    member_role: "owner",
  });
  await systemPool().client.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${claims}, true)`;
    await tx`select app.open_change_set(${newId()}, 'members.add', 'system', '{}'::jsonb, '{}'::jsonb, '')`;
    await tx`insert into crm.members (id, workspace_id, user_id, role) values (${newId()}, ${of.workspace.id}, ${userId}, ${role})`;
    await tx`select app.seal_change_set(true)`;
  });
  return contextOf(userId, of.workspace.id, role);
}

export function contextOf(userId: string, workspaceId: string, role: Role): Context {
  return {
    user: { id: userId },
    workspace: { id: workspaceId },
    role,
    actor: { kind: "user" },
    door: "action",
    requestId: newId(),
    log: logger(),
    signal: new AbortController().signal,
  };
}

/** The same caller at another door. */
export const through = (ctx: Context, door: Context["door"]): Context => ({ ...ctx, door });
