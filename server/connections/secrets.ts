import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { connectionSecrets } from "#drizzle/schema/connections.ts";
import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { seal, unseal } from "./seal.ts";

/** Whose tokens: what they are sealed for. */
export interface SecretOwner {
  workspaceId: string;
  userId: string;
  connectionId: string;
}

export interface Secret {
  accessToken: string;
  refreshToken: string;
  /** Of the access token. */
  expiresAt: Date;
}

export interface StoredSecret extends Secret {
  /** Changes with every save. */
  savedAt: Date;
}

const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });

/** Null when there is none, or none that this installation's keys open. */
export async function readSecret(owner: SecretOwner): Promise<StoredSecret | null> {
  const [row] = await systemPool().db.select().from(connectionSecrets).where(ofOwner(owner));
  if (!row) return null;
  const text = unseal({ keyId: row.keyId, bytes: row.sealed }, boundTo(owner));
  if (text === null) return null;
  return {
    ...Tokens.parse(JSON.parse(text)),
    expiresAt: row.expiresAt ?? new Date(0),
    savedAt: row.updatedAt,
  };
}

/** Stores what a person granted just now, in place of what was there. */
export async function saveSecret(owner: SecretOwner, secret: Secret): Promise<void> {
  const values = sealed(owner, secret);
  await systemPool()
    .db.insert(connectionSecrets)
    .values({ id: newId(), ...owner, provider: "google", ...values })
    .onConflictDoUpdate({
      target: [connectionSecrets.workspaceId, connectionSecrets.connectionId],
      set: values,
    });
}

/** Stores a renewed access token unless somebody saved or deleted the secret meanwhile; says whether it did. */
export async function renewSecret(owner: SecretOwner, secret: Secret, seen: StoredSecret): Promise<boolean> {
  const rows = await systemPool()
    .db.update(connectionSecrets)
    .set(sealed(owner, secret))
    .where(and(ofOwner(owner), eq(connectionSecrets.updatedAt, seen.savedAt)))
    .returning({ id: connectionSecrets.id });
  return rows.length > 0;
}

export async function deleteSecret(owner: SecretOwner): Promise<void> {
  await systemPool().db.delete(connectionSecrets).where(ofOwner(owner));
}

const boundTo = ({ workspaceId, userId, connectionId }: SecretOwner): string[] => [
  workspaceId,
  userId,
  "google",
  connectionId,
];

const ofOwner = ({ workspaceId, userId, connectionId }: SecretOwner) =>
  and(
    eq(connectionSecrets.workspaceId, workspaceId),
    eq(connectionSecrets.userId, userId),
    eq(connectionSecrets.connectionId, connectionId),
  );

function sealed(owner: SecretOwner, { accessToken, refreshToken, expiresAt }: Secret) {
  const { keyId, bytes } = seal(JSON.stringify({ accessToken, refreshToken }), boundTo(owner));
  return { keyId, sealed: bytes, expiresAt, updatedAt: new Date() };
}
