import { timingSafeEqual } from "node:crypto";

import { sql } from "drizzle-orm";

import type { Role } from "#lib/schemas/common.ts";
import type { Scope } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { knownScopes } from "./internal.ts";
import { hashOfKey, prefixOfKey } from "./key.ts";

export interface ResolvedApiKey {
  apiKeyId: string;
  userId: string;
  workspaceId: string;
  role: Role;
  scopes: Scope[];
}

interface Row extends Record<string, unknown> {
  id: string;
  user_id: string;
  workspace_id: string;
  role: Role;
  key_hash: string;
  scopes: string[];
  seen_lately: boolean;
}

/**
 * Whom a key stands for, with the role its owner has now. Null for a key that is unknown, expired or revoked, or whose
 * owner has left the workspace. Runs as the system login, since nobody is known yet.
 */
export async function resolveApiKey(key: string): Promise<ResolvedApiKey | null> {
  const prefix = prefixOfKey(key);
  if (!prefix) return null;
  const given = Buffer.from(hashOfKey(key));
  // A prefix is unique within its workspace only.
  const rows = await systemPool().db.execute<Row>(sql`
    select k.id, k.user_id, k.workspace_id, m.role, k.key_hash, k.scopes,
      coalesce(k.last_used_at > now() - interval '1 minute', false) as seen_lately
    from crm.api_keys k join crm.members m on m.workspace_id = k.workspace_id and m.user_id = k.user_id
    where k.prefix = ${prefix} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`);
  const row = rows.find(({ key_hash }) => {
    const stored = Buffer.from(key_hash);
    return stored.length === given.length && timingSafeEqual(stored, given);
  });
  if (!row) return null;
  if (!row.seen_lately) await touch(row);
  return {
    apiKeyId: row.id,
    userId: row.user_id,
    workspaceId: row.workspace_id,
    role: row.role,
    scopes: knownScopes(row.scopes),
  };
}

async function touch({ workspace_id, id }: Row): Promise<void> {
  await systemPool().db.execute(sql`
    update crm.api_keys set last_used_at = now() where workspace_id = ${workspace_id} and id = ${id}`);
}
