import { asc, eq } from "drizzle-orm";

import { jobItems } from "#drizzle/schema/jobs.ts";
import { AppError, type FieldErrors } from "#lib/errors.ts";
import { CreateOperationBatchInput, CreateOperationBatchResult } from "#lib/schemas/operation-batches.ts";
import {
  fieldErrors,
  hashOf,
  newId,
  type Operation,
  operation,
  type OperationContext,
  requirePermission,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { requireOperation } from "../lookup.ts";
import { withoutNul } from "../without-nul.ts";

const fieldsNamedMax = 50;

export const createOperationBatch = operation({
  name: "operationBatches.create",
  summary: "Run one operation for up to 1,000 inputs, as a job",
  guidance: "Each input runs by itself: one that fails is told of, and the others are done.",
  input: CreateOperationBatchInput,
  output: CreateOperationBatchResult,
  permission: "jobs:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/operation-batches" },
  async run({ ctx, tx, input }) {
    const { definition } = batchable(ctx, input.operation);
    const inputs = input.inputs.map(withoutNul);
    requireValid(definition, inputs);
    // Keys of jobs are the workspace's; two users do not meet in one.
    const key = input.key && `${ctx.user.id}:${definition.name}:${input.key}`;
    const jobId = await enqueueJob(
      ctx,
      "operations.batch",
      {},
      { ...(key ? { key } : {}), progressTotal: inputs.length },
    );
    if (await isNew(tx, jobId, inputs))
      await tx.insert(jobItems).values(rows(ctx, jobId, definition, inputs));
    return { jobId };
  },
});

function batchable(ctx: OperationContext, name: string): Operation {
  const found = requireOperation(name);
  const { decision, doors } = found.definition;
  if (decision || !doors.includes("batch")) {
    throw new AppError("forbidden", `"${name}" does not run in a batch. Call it once for each input.`);
  }
  requirePermission(ctx, found.definition);
  return found;
}

function requireValid({ input: schema }: Operation["definition"], inputs: unknown[]): void {
  const fields: FieldErrors = {};
  for (const [index, input] of inputs.entries()) {
    const parsed = schema.safeParse(input);
    if (parsed.success) continue;
    for (const [field, words] of Object.entries(fieldErrors(parsed.error))) {
      fields[`inputs.${index}.${field}`] = words;
    }
    if (Object.keys(fields).length >= fieldsNamedMax) break;
  }
  const [first] = Object.entries(fields);
  if (first) {
    throw new AppError("invalid_input", `Nothing was started. Please check "${first[0]}": ${first[1]}`, {
      fields,
    });
  }
}

/** False for the unfinished batch that has this key; conflict when that one has other inputs. */
async function isNew(tx: Tx, jobId: string, inputs: unknown[]): Promise<boolean> {
  const present = await tx
    .select({ input: jobItems.input })
    .from(jobItems)
    .where(eq(jobItems.jobId, jobId))
    .orderBy(asc(jobItems.seq));
  if (present.length === 0) return true;
  if (hashOf(present.map(({ input }) => input)) !== hashOf(inputs)) {
    throw new AppError(
      "conflict",
      "A batch with this key is running with other inputs. Wait for it, or use another key.",
    );
  }
  return false;
}

const rows = (
  ctx: OperationContext,
  jobId: string,
  { name }: Operation["definition"],
  inputs: unknown[],
): (typeof jobItems.$inferInsert)[] =>
  inputs.map((input, seq) => ({
    id: newId(),
    workspaceId: ctx.workspace.id,
    userId: ctx.user.id,
    jobId,
    seq,
    key: String(seq),
    operation: name,
    input,
  }));
