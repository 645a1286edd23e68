import { and, inArray, isNotNull, isNull } from "drizzle-orm";
import { z } from "zod";

import { changeSets } from "#drizzle/schema/ledger.ts";
import { Excerpt, type Proposal, type ReadFrom } from "#lib/schemas/proposals.ts";
import { canonicalJson } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { effectsOfChangeSets } from "#server/effects/index.ts";

import { findOperation } from "../lookup.ts";
import { editableFields, fieldOrder } from "./fields.ts";
import {
  hashOfSteps,
  inputOf,
  type ProposalRow,
  sourceOf,
  storedOutcome,
  type StoredStep,
  storedSteps,
  type StoredTarget,
} from "./internal.ts";
import { findReferences } from "./references.ts";
import { type CurrentTargets, currentOf, mentionsOf, readTargets, seenOf, staleFields } from "./targets.ts";

const StoredExcerpts = z.array(Excerpt);
/** Proposals as people see them: each step with what it would change, old beside new. */
export async function presentProposals(tx: Tx, rows: readonly ProposalRow[]): Promise<Proposal[]> {
  const steps = rows.flatMap(storedSteps);
  const named = steps.flatMap((step) => [...step.targets, ...mentionsOf(step.operation, inputOf(step))]);
  const current = await readTargets(tx, named, { locked: false });
  const approved = rows.flatMap(({ changeSetId }) => (changeSetId ? [changeSetId] : []));
  const outside = await effectsOfChangeSets(tx, approved);
  const reverted = await revertedAmong(tx, approved);
  const parts = await partsReverted(tx, approved);
  return rows.map((row) => {
    const set = row.changeSetId ?? "";
    const shown = present(row, current);
    const isBack = (index: number) => reverted.has(set) || parts.has(partKey(set, index));
    const steps = shown.steps.map((step, index) => ({ ...step, takenBack: isBack(index) }));
    const done = steps.filter(({ outcome }) => outcome?.state === "done");
    const allBack = done.length > 0 && done.every(({ takenBack }) => takenBack);
    const effects = outside.get(set) ?? [];
    return {
      ...shown,
      steps,
      effects,
      takenBack: reverted.has(set) || (row.changeSetId !== null && allBack),
    };
  });
}

const partKey = (changeSetId: string, part: number): string => `${changeSetId} ${part}`;

/** Steps that were taken back by themselves. */
async function partsReverted(tx: Tx, changeSetIds: readonly string[]): Promise<Set<string>> {
  if (changeSetIds.length === 0) return new Set();
  const rows = await tx
    .select({ of: changeSets.revertsId, part: changeSets.revertsPart })
    .from(changeSets)
    .where(
      and(
        inArray(changeSets.revertsId, [...changeSetIds]),
        isNotNull(changeSets.revertsPart),
        isNull(changeSets.revertedById),
      ),
    );
  return new Set(rows.map(({ of, part }) => partKey(of ?? "", part ?? 0)));
}

async function revertedAmong(tx: Tx, changeSetIds: readonly string[]): Promise<Set<string>> {
  if (changeSetIds.length === 0) return new Set();
  const rows = await tx
    .select({ id: changeSets.id })
    .from(changeSets)
    .where(and(inArray(changeSets.id, [...changeSetIds]), isNotNull(changeSets.revertedById)));
  return new Set(rows.map(({ id }) => id));
}

const editable = (name: string) => {
  const found = findOperation(name);
  return found ? editableFields(found) : [];
};

const isOpen = ({ status }: ProposalRow): boolean => status === "waiting" || status === "failed";

type Step = Proposal["steps"][number];
type Shown = Omit<Proposal, "effects" | "takenBack" | "steps"> & { steps: Omit<Step, "takenBack">[] };

function present(row: ProposalRow, current: CurrentTargets): Shown {
  // Once it is decided the rows as they were shown are what counts.
  const now = isOpen(row) ? current : null;
  const steps = storedSteps(row);
  const outcome = storedOutcome(row);
  const excerpts = StoredExcerpts.parse(row.excerpts);
  return {
    id: row.id,
    status: row.status,
    source: sourceOf(row),
    steps: steps.map((step, index) => ({
      operation: step.operation,
      summary: findOperation(step.operation)?.definition.summary ?? step.operation,
      verb: step.operation.split(".").at(-1) ?? step.operation,
      input: step.input,
      edits: step.edits ?? null,
      targets: step.targets.map((target) => presentTarget(step, target, now)),
      mentions: mentionsOf(step.operation, inputOf(step)).map((mention) => ({
        ...mention,
        label: mentionLabel(step, seenOf(current, mention) ?? {}),
      })),
      diff: diffOf(step, now),
      fields: editable(step.operation),
      needs: [...new Set(findReferences(inputOf(step)).map(({ $step }) => $step))],
      outcome: outcome.steps[index] ?? null,
      readFrom: step.readFrom ?? (steps.length === 1 ? excerpts.map(readFromAll) : null),
    })),
    excerpts: excerpts.map((excerpt) => ({ ...excerpt, untrusted: true as const })),
    hash: hashOfSteps(steps),
    error: outcome.error,
    changes: row.status === "waiting" ? outcome.changes : null,
    reason: outcome.reason,
    changeSetId: row.changeSetId,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}

const readFromAll = ({ addresses, values }: Excerpt, excerpt: number): ReadFrom => ({
  excerpt,
  ...(addresses ? { addresses } : {}),
  ...(values ? { values } : {}),
});

function presentTarget(
  step: StoredStep,
  target: StoredTarget,
  current: CurrentTargets | null,
): Step["targets"][number] {
  const now = current ? currentOf(current, target) : target;
  return {
    table: target.table,
    id: target.id,
    label: labelOf((now ?? target).seen),
    version: target.version,
    changed: now !== undefined && staleFields(step, target, now) !== null,
    missing: now === undefined,
  };
}

function labelOf(seen: Record<string, unknown>): string | null {
  const label = [seen["displayName"], seen["name"], seen["title"], seen["body"]].find(
    (value) => typeof value === "string",
  );
  return typeof label === "string" ? label.slice(0, 80) : null;
}

/** Of somebody who is written to also the address: a name alone says nothing of where it goes. */
function mentionLabel({ operation }: StoredStep, seen: Record<string, unknown>): string | null {
  const label = labelOf(seen);
  const address = seen["primaryEmail"];
  const leaves = findOperation(operation)?.definition.effect === "external";
  return leaves && label && typeof address === "string" ? `${label} <${address}>` : label;
}

/** The fields that the step writes. A value equal to the old one is no change and left out. */
function diffOf(step: StoredStep, current: CurrentTargets | null): Step["diff"] {
  const [target] = step.targets;
  const seen = (target && ((current && currentOf(current, target)) ?? target).seen) ?? {};
  const at = inputOf(step)["occurrenceAt"];
  // Of a series the row tells of its first occurrence alone.
  const old = at === undefined ? seen : { ...seen, startAt: at, endAt: null };
  const ids = new Set<unknown>(step.targets.map(({ id }) => id));
  const operation = findOperation(step.operation);
  const order = operation ? fieldOrder(operation) : [];
  return Object.entries(inputOf(step))
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .filter(([, value]) => !ids.has(value))
    .map(([field, value]) => ({ field, old: old[field] ?? null, new: value }))
    .filter((change) => canonicalJson([change.old]) !== canonicalJson([change.new ?? null]));
}
