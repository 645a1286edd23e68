import { sql } from "drizzle-orm";

import type { Role } from "#lib/schemas/common.ts";
import { newId } from "#server/core/index.ts";
import { systemPool, type Tx } from "#server/db/index.ts";

export interface Membership {
  workspaceId: string;
  role: Role;
}

interface NewUser {
  userId: string;
  email: string;
}

/**
 * The user's first workspace; made with the first request after sign-up, once however many requests come at once.
 * Runs as the system login, since nobody is a member yet.
 */
export async function ensureWorkspace(user: NewUser): Promise<Membership> {
  const found = await findMembership(user.userId);
  return found ?? (await systemPool().db.transaction((tx) => provision(tx, user)));
}

async function findMembership(userId: string): Promise<Membership | null> {
  const [row] = await systemPool().db.execute<{ workspace_id: string; role: Role }>(sql`
    select workspace_id, role from crm.members where user_id = ${userId} order by created_at, id limit 1`);
  return row ? { workspaceId: row.workspace_id, role: row.role } : null;
}

async function provision(tx: Tx, { userId, email }: NewUser): Promise<Membership> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`);
  const [existing] = await tx.execute<{ id: string }>(
    sql`select id from crm.workspaces where created_for = ${userId}`,
  );
  if (existing) return { workspaceId: existing.id, role: "owner" };
  const id = newId();
  const displayName = email.split("@")[0] ?? email;
  const workspaceName = `${displayName.charAt(0).toUpperCase()}${displayName.slice(1)}'s workspace`;
  const claims = JSON.stringify({
    role: "authenticated",
    sub: userId,
    workspace_id: id,
    member_role: "owner",
  });
  await tx.execute(sql`select set_config('request.jwt.claims', ${claims}, true)`);
  await tx.execute(sql`
    select app.open_change_set(${newId()}, 'workspaces.provision', 'system', '{"kind":"system","reason":"sign-up"}'::jsonb, '{}'::jsonb, '')`);
  await tx.execute(sql`
    insert into crm.workspaces (id, workspace_id, name, created_for) values (${id}, ${id}, ${workspaceName}, ${userId})`);
  await tx.execute(
    sql`insert into crm.members (id, workspace_id, user_id, role) values (${newId()}, ${id}, ${userId}, 'owner')`,
  );
  await tx.execute(sql`
    insert into crm.profiles (id, workspace_id, user_id, email, display_name) values (${newId()}, ${id}, ${userId}, ${email}, ${displayName})`);
  await tx.execute(sql`select app.seal_change_set(true)`);
  return { workspaceId: id, role: "owner" };
}
