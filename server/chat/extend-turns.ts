import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";

import { type ClaimedTurn, leaseEnd } from "./claim-turn.ts";

/** How a turn stands that a process answers; one that is left out is no longer its own. */
export interface HeldTurn {
  token: string;
  stopRequested: boolean;
}

/** Keeps all the turns that a process answers for another lease, whoever's they are: one statement for all of them. */
export async function extendTurns(turns: readonly Pick<ClaimedTurn, "id" | "token">[]): Promise<HeldTurn[]> {
  const list = (values: readonly string[]) => `{${values.join(",")}}`;
  return systemPool().db.execute<HeldTurn & Record<string, unknown>>(sql`
    update crm.chat_turns t set lease_until = ${leaseEnd()}
    from unnest(${list(turns.map(({ id }) => id))}::uuid[], ${list(turns.map(({ token }) => token))}::uuid[]) as held(id, token)
    where t.id = held.id and t.token = held.token and t.status = 'running'
    returning t.token, t.stop_requested_at is not null as "stopRequested"`);
}
