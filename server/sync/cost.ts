import type { ImportCost, PreviewCounts, PreviewEstimate } from "#lib/schemas/previews.ts";
import { jobDefinitions, type JobDefinition } from "#server/jobs/index.ts";

/** Measured with one worker and 100,000 messages: docs/performance.md. */
const messagesPerSecond = 1_000;

/** The jobs that an import is made of: what one of them asks a model, it says in its definition. */
const jobsOfImport: readonly JobDefinition[] = [jobDefinitions["batches.import"]];

/** What importing this takes: time, the provider's quota, and what the jobs of an import spend on models. */
export function costOfImport(counts: PreviewCounts, estimate: PreviewEstimate | null): ImportCost {
  const sum = (of: (job: JobDefinition) => number) => jobsOfImport.reduce((all, job) => all + of(job), 0);
  return {
    expectedSeconds: estimate?.expectedSeconds ?? Math.ceil(counts.total / messagesPerSecond),
    quotaUnits: estimate?.quotaUnits ?? 0,
    modelTokens: Math.ceil(sum(({ model }) => (model?.tokensPerItem ?? 0) * counts.store)),
    modelMicros: Math.ceil(sum(({ model }) => (model?.microsPerItem ?? 0) * counts.store)),
  };
}
