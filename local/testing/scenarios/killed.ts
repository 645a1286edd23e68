import type { TurnStarted } from "#lib/schemas/chat.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { answerTurn } from "./answer-turn.ts";

/** The process is gone after the proposal was committed and before its step was; its lease is up. */
export async function killAfterProposing(ctx: Context, started: TurnStarted): Promise<void> {
  const { client } = systemPool();
  await client`create or replace function crm.kill_after_proposal() returns trigger language plpgsql security definer as $$
    begin update crm.chat_turns set token = gen_random_uuid() where id = (new.source ->> 'turnId')::uuid; return null; end $$`;
  await client`create constraint trigger kill_after_proposal after insert on crm.proposals
    deferrable initially deferred for each row execute function crm.kill_after_proposal()`;
  try {
    const ended = await answerTurn(ctx, started);
    if (ended !== "lost") throw new Error(`the process was not killed: the turn is ${ended}`);
  } finally {
    await client`drop function crm.kill_after_proposal() cascade`;
  }
  await expireLease(started);
}

/** Another process has taken the turn: what this one still says or proposes is nobody's. */
export const replaceProcess = (turnId: string) =>
  systemPool().client`update crm.chat_turns set token = gen_random_uuid() where id = ${turnId}`;

const expireLease = ({ turnId }: TurnStarted) =>
  systemPool()
    .client`update crm.chat_turns set lease_until = now() - interval '1 minute' where id = ${turnId}`;
