import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";

import { percentile } from "../statistics.ts";
import { pageSize } from "./list-query.ts";

const callsEach = 150;

/** The 95th percentile of contacts.list itself, by name: transaction, claims, rows and answer, some calls at a time. */
export async function operationP95Ms(owners: readonly Context[]): Promise<number> {
  const taken = await Promise.all(owners.map((owner) => callAgain({ ...owner, door: "rest" })));
  return percentile(taken.flat(), 95);
}

async function callAgain(ctx: Context): Promise<number[]> {
  const taken: number[] = [];
  for (let call = 0; call < callsEach; call++) {
    const startedAt = performance.now();
    await listContacts(ctx, { sort: "name", limit: pageSize });
    taken.push(performance.now() - startedAt);
  }
  return taken.slice(callsEach / 5);
}
