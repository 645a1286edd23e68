import type { ImportCost, PreviewCounts, PreviewEstimate } from "#lib/schemas/previews.ts";
import { jobDefinitions, type JobDefinition } from "#server/jobs/index.ts";
import { candidatesFor, costOf } from "#server/llm/index.ts";

/** Measured with one worker and 100,000 messages: docs/performance.md. */
const messagesPerSecond = 1_000;

/** The jobs that an import is made of: what one of them asks a model, it says in its definition. */
const jobsOfImport: readonly JobDefinition[] = [jobDefinitions["batches.import"]];

/** What importing this takes: time, the provider's quota, and what the jobs of an import spend on models. */
export function costOfImport(
  counts: PreviewCounts,
  estimate: PreviewEstimate | null,
  jobs: readonly JobDefinition[] = jobsOfImport,
): ImportCost {
  const asked = jobs.flatMap(({ model }) => (model ? [costOfModel(model, counts.store)] : []));
  return {
    expectedSeconds: estimate?.expectedSeconds ?? Math.ceil(counts.total / messagesPerSecond),
    quotaUnits: estimate?.quotaUnits ?? 0,
    modelTokens: asked.reduce((sum, { tokens }) => sum + tokens, 0),
    modelMicros: asked.every(({ priced }) => priced)
      ? asked.reduce((sum, { costMicros }) => sum + costMicros, 0)
      : null,
  };
}

type Model = NonNullable<JobDefinition["model"]>;

/** By today's price of whoever is asked first; where nobody is, nothing is spent. */
function costOfModel({ useCase, inputTokensPerItem, outputTokensPerItem }: Model, items: number) {
  const [candidate] = candidatesFor(useCase);
  if (!candidate) return { tokens: 0, costMicros: 0, priced: true };
  const tokens = {
    inputTokens: Math.ceil(inputTokensPerItem * items),
    cachedInputTokens: 0,
    outputTokens: Math.ceil(outputTokensPerItem * items),
  };
  return {
    ...costOf(candidate, tokens, new Date().toISOString().slice(0, 10)),
    tokens: tokens.inputTokens + tokens.outputTokens,
  };
}
