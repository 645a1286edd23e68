import { sql } from "drizzle-orm";

import { contactIdentities, contacts } from "#drizzle/schema/people.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId, openChangeSet } from "#server/core/index.ts";
import { asUser, type Database, type Tx } from "#server/db/index.ts";

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
 * The two rows written by the user and nothing else, over one of these databases. Entering takes one statement: the
 * rights, and a change set that is open already.
 */
export function asOwner(
  db: Database,
  { user, workspace }: Context,
  changeSetId: string,
): () => Promise<unknown> {
  return () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`
        select set_config('role', 'authenticated', true), set_config('request.jwt.claims', app.claims_for(${user.id}, ${workspace.id}), true),
          set_config('app.change_set_id', ${changeSetId}, true), set_config('app.change_set_kind', 'edit', true)`);
      await insertRows(tx, { userId: user.id, workspaceId: workspace.id });
    });
}

/** The same two rows without even the rights. */
export function barely(db: Database, { user, workspace }: Context): () => Promise<unknown> {
  return () => db.transaction((tx) => insertRows(tx, { userId: user.id, workspaceId: workspace.id }));
}

export async function openSet(owner: Context): Promise<string> {
  const id = newId();
  const identity = { userId: owner.user.id, workspaceId: owner.workspace.id };
  await asUser(identity, (tx) => openChangeSet(tx, owner, { id, operation: "bench.ledger", kind: "edit" }));
  return id;
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
