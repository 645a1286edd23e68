import { sql } from "drizzle-orm";

import { type Context, newId, step } from "#server/core/index.ts";

import { redacted } from "./redact.ts";

/** Keeps what was sent and answered, without addresses, numbers and keys. */
export const keepBody = (
  ctx: Context,
  usageId: string,
  body: { request: unknown; response: unknown },
): Promise<void> =>
  step(ctx, async ({ tx }) => {
    await tx.execute(sql`
      insert into crm.model_bodies (id, workspace_id, user_id, usage_id, request, response)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${usageId},
        ${JSON.stringify(redacted(body.request) ?? null)}::jsonb, ${JSON.stringify(redacted(body.response) ?? null)}::jsonb)
      on conflict do nothing`);
  });
