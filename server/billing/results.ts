import { sql } from "drizzle-orm";

import { type Context, newId, step } from "#server/core/index.ts";

import { today } from "./keys.ts";

export interface KeptResult {
  /** Who answered it. */
  model: string;
  value: unknown;
}

interface Row extends Record<string, unknown>, KeptResult {
  digest: string;
}

/** What the caller was answered before, by the digests of what is asked now; asking keeps it for longer. */
export function findResults(ctx: Context, digests: readonly string[]): Promise<Map<string, KeptResult>> {
  if (digests.length === 0) return Promise.resolve(new Map());
  return step(ctx, async ({ tx }) => {
    const rows = await tx.execute<Row>(sql`
      update crm.model_results r set used_at = now()
      where r.user_id = ${ctx.user.id}
        and r.digest = any(array(select jsonb_array_elements_text(${JSON.stringify(digests)}::jsonb)))
      returning r.digest, r.model, r.value`);
    return new Map(rows.map(({ digest, model, value }) => [digest, { model, value }]));
  });
}

/** Keeps answers for exact repeats; of two at once the first stays. */
export function keepResults(
  ctx: Context,
  model: string,
  results: readonly { digest: string; value: unknown }[],
): Promise<void> {
  return step(ctx, async ({ tx }) => {
    const rows = JSON.stringify(results.map((result) => ({ ...result, id: newId() })));
    await tx.execute(sql`
      insert into crm.model_results (id, workspace_id, user_id, digest, model, value)
      select r.id, ${ctx.workspace.id}, ${ctx.user.id}, r.digest, ${model}, r.value
      from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, digest text, value jsonb)
      on conflict do nothing`);
  });
}

interface Reused {
  useCase: string;
  provider: string;
  model: string;
  promptVersion: string;
  turnId?: string | undefined;
  automationId?: string | undefined;
  readRecords?: readonly string[] | undefined;
}

/** A line of the usage, so that what cost nothing is seen as well. */
export function noteReused(ctx: Context, reused: Reused): Promise<void> {
  const { useCase, provider, model, promptVersion, turnId, automationId, readRecords } = reused;
  return step(ctx, async ({ tx }) => {
    await tx.execute(sql`
      insert into crm.model_usage (id, workspace_id, user_id, day, use_case, provider, model, prompt_version, turn_id, automation_id,
        status, outcome, reused, reserved_micros, read_records, settled_at)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${today()}, ${useCase}, ${provider}, ${model}, ${promptVersion},
        ${turnId ?? null}, ${automationId ?? null}, 'settled', 'answered', true, 0, ${JSON.stringify(readRecords ?? [])}::jsonb, now())`);
  });
}
