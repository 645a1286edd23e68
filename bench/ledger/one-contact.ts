import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

import { contactIdentities, contacts } from "#drizzle/schema/people.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId, openChangeSet } from "#server/core/index.ts";
import { appPool, asUser, type Database, type Tx } from "#server/db/index.ts";

import type { Arm } from "../rounds.ts";

export const clients = 8;
const secondsEach = 1.2;

/** Transactions per second of so many clients, each beginning its next one when the last is committed. */
export const perSecond =
  (transact: () => Promise<unknown>): Arm =>
  async () => {
    const startedAt = performance.now();
    const end = startedAt + secondsEach * 1000;
    let done = 0;
    const client = async () => {
      while (performance.now() < end) {
        await transact();
        done++;
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    return (done / (performance.now() - startedAt)) * 1000;
  };

/** The operation as a door calls it: rights, change set, both rows, event, the answer read back. */
export const throughOperation = (owner: Context) => () =>
  createContact(owner, { displayName: "Ada Byron", title: "Countess", emails: [newAddress()] });

/**
 * The two rows under policies and triggers. Entering takes one statement: the rights, and a change set that is open
 * already. What is left is what policies, keys and the ledger cost.
 */
export function underTriggers({ user, workspace }: Context, changeSetId: string): () => Promise<unknown> {
  return () =>
    appPool().db.transaction(async (tx) => {
      await tx.execute(sql`
        select set_config('role', 'authenticated', true), set_config('request.jwt.claims', app.claims_for(${user.id}, ${workspace.id}), true),
          set_config('app.change_set_id', ${changeSetId}, true), set_config('app.change_set_kind', 'edit', true)`);
      await insertRows(tx, { userId: user.id, workspaceId: workspace.id });
    });
}

export async function openSet(owner: Context): Promise<string> {
  const id = newId();
  const identity = { userId: owner.user.id, workspaceId: owner.workspace.id };
  await asUser(identity, (tx) => openChangeSet(tx, owner, { id, operation: "bench.ledger", kind: "edit" }));
  return id;
}

/** Connections for which no trigger, foreign key or policy exists. */
export function plainDatabase(adminUrl: string): {
  db: Database;
  end: () => Promise<void>;
} {
  const client = postgres(adminUrl, {
    max: clients,
    prepare: false,
    onnotice: () => undefined,
    connection: { session_replication_role: "replica" },
  });
  return { db: drizzle(client), end: () => client.end() };
}

/** The same two rows and nothing else. */
export function plainly(db: Database, { user, workspace }: Context): () => Promise<unknown> {
  return () => db.transaction((tx) => insertRows(tx, { userId: user.id, workspaceId: workspace.id }));
}

const newAddress = (): string => `${newId()}@people.example`;

async function insertRows(
  tx: Tx,
  { userId, workspaceId }: { userId: string; workspaceId: string },
): Promise<void> {
  const [contactId, address] = [newId(), newAddress()];
  const owned = { workspaceId, ownerId: userId, audience: "workspace" as const };
  await tx
    .insert(contacts)
    .values({ ...owned, id: contactId, displayName: "Ada Byron", title: "Countess", primaryEmail: address });
  await tx
    .insert(contactIdentities)
    .values({ ...owned, id: newId(), contactId, kind: "email", value: address });
}

/** Says how many rows the ledger has of what these transactions wrote; zero would mean that nothing was audited. */
export async function auditedItems(owner: Context): Promise<number> {
  const identity = { userId: owner.user.id, workspaceId: owner.workspace.id };
  return asUser(identity, async (tx) => {
    const [row] = await tx.execute<{ count: number }>(
      sql`select count(*)::int as count from crm.change_items`,
    );
    return row?.count ?? 0;
  });
}
