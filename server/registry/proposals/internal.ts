import { eq } from "drizzle-orm";
import { z } from "zod";

import { proposals } from "#drizzle/schema/ledger.ts";
import { notFound } from "#lib/errors.ts";
import { ProposalSource, ReadFrom, StaleChange, StepOutcome } from "#lib/schemas/proposals.ts";
import { hashOf } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

export type ProposalRow = typeof proposals.$inferSelect;

const Fields = z.record(z.string(), z.unknown());

const StoredTarget = z.object({
  table: z.enum(["contacts", "companies", "notes", "tasks", "tags", "calendar_events", "memories"]),
  id: z.uuid(),
  version: z.int(),
  /** The row as it was when it was proposed, or last shown at an approval. */
  seen: Fields,
});
export type StoredTarget = z.infer<typeof StoredTarget>;

const StoredStep = z.object({
  operation: z.string(),
  input: Fields,
  /** Of the input as it was asked for, where it has been spelled out since. */
  askedHash: z.string().optional(),
  /** The call of a turn that it comes from: what the model knows it by, what makes the same call the same, and whose it is. */
  call: z
    .object({
      ...{ id: z.string(), number: z.int(), hash: z.string() },
      ...{ model: z.string().optional(), promptVersion: z.string().optional() },
    })
    .optional(),
  edits: Fields.optional(),
  targets: z.array(StoredTarget),
  /** Older cards of several steps know it of the card alone. */
  readFrom: z.array(ReadFrom).optional(),
});
export type StoredStep = z.infer<typeof StoredStep>;

const Refusal = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

const StoredOutcome = z.object({
  steps: z.array(StepOutcome).default([]),
  error: Refusal.nullable().default(null),
  changes: z.array(StaleChange).nullable().default(null),
  /** When `changes` were found: a request that began before has not seen them. */
  refreshedAt: z.string().nullable().default(null),
  reason: z.string().nullable().default(null),
});
export type StoredOutcome = z.infer<typeof StoredOutcome>;

export const storedSteps = (row: Pick<ProposalRow, "steps">): StoredStep[] =>
  z.array(StoredStep).parse(row.steps);

export const sourceOf = (row: Pick<ProposalRow, "source">): ProposalSource =>
  ProposalSource.parse(row.source);

export const storedOutcome = (row: Pick<ProposalRow, "outcome">): StoredOutcome =>
  StoredOutcome.parse(row.outcome ?? {});

export const emptyOutcome = (): StoredOutcome => StoredOutcome.parse({});

/** Changes with anything that a person would see differently. */
export const hashOfSteps = (steps: StoredStep[]): string => hashOf(steps);

/** Approved without this step: it was not done. */
export const isLeftOut = (row: ProposalRow, index: number): boolean =>
  row.status === "done" && storedOutcome(row).steps[index]?.state === "skipped";

/** What is called in the end: the proposed input with the person's edits over it. */
export const inputOf = (step: Pick<StoredStep, "input" | "edits">): Record<string, unknown> => ({
  ...step.input,
  ...step.edits,
});

export async function proposalRow(tx: Tx, id: string): Promise<ProposalRow> {
  const [row] = await tx.select().from(proposals).where(eq(proposals.id, id));
  if (!row) throw notFound("proposal");
  return row;
}
