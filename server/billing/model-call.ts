import type { modelUsage } from "#drizzle/schema/billing.ts";
import { ModelCall } from "#lib/schemas/usage.ts";
import { toIso } from "#server/core/index.ts";

const ToolCalls = ModelCall.shape.toolCalls;
const Records = ModelCall.shape.readRecords;

/** A usage row as it is shown. */
export function toCall(row: typeof modelUsage.$inferSelect, hasBodies: boolean): ModelCall {
  const { id, userId, useCase, provider, model, promptVersion, turnId, automationId, outcome, error } = row;
  const { inputTokens, cachedInputTokens, outputTokens, firstTokenMs, totalMs } = row;
  return {
    id,
    createdAt: toIso(row.createdAt),
    ...{ userId, useCase, provider, model, promptVersion, turnId, automationId, outcome, error },
    ...{ inputTokens, cachedInputTokens, outputTokens, firstTokenMs, totalMs },
    reused: row.reused,
    costMicros: row.priced ? row.costMicros : null,
    toolCalls: ToolCalls.parse(row.toolCalls),
    readRecords: Records.parse(row.readRecords),
    hasBodies,
  };
}
