import type { Proposal } from "#lib/schemas/proposals.ts";
import { countOf } from "#lib/format/number.ts";
import { formatDateTime } from "#lib/format/time.ts";
import { operationWords } from "#components/activity/operation-words.ts";
import { type FieldChange, fieldWords } from "#components/ui/field-diff.tsx";

export type ProposalStep = Proposal["steps"][number];

const nameMax = 60;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/;

const clip = (text: string) => (text.length > nameMax ? `${text.slice(0, nameMax - 1).trimEnd()}…` : text);

/** What the call would be made with, by field. */
export const valuesOf = ({ input, edits }: ProposalStep): Record<string, unknown> => ({ ...input, ...edits });

/** "Create task “Call Ada”", or "Created task …" of what was done. */
export function stepTitle(step: ProposalStep, isDone = false): string {
  const { doing, done, thing } = operationWords(step.operation);
  const verb = isDone ? capital(done) : doing;
  const mentioned = (field: string) => step.mentions.find((mention) => mention.field === field)?.label;
  if (step.operation === "tags.add" || step.operation === "tags.remove") {
    const link = step.operation === "tags.add" ? "to" : "from";
    return `${verb} tag ${quoted(mentioned("tagId"))} ${link} ${quoted(mentioned("contactId"))}`;
  }
  // What goes back is told below.
  if (step.operation === "changeSets.revert") return `${verb} a change`;
  const name = nameOf(step);
  return name === null ? `${verb} ${thing}` : `${verb} ${thing} ${quoted(name)}`;
}

/** "Create 5 tasks", or "Created 4 of 5 tasks"; of several kinds the first, and how many more. */
export function proposalTitle({ steps }: Proposal, isDone = false): string {
  const told = isDone && steps.length > 1 ? steps.filter(isDoneStep) : steps;
  const [first] = told;
  if (!first) return "Nothing to do";
  if (steps.length === 1) return stepTitle(first, isDone);
  const part = told.length < steps.length ? `${told.length} of ` : "";
  if (steps.every(({ operation }) => operation === first.operation)) {
    const { doing, done, thing } = operationWords(first.operation);
    return `${isDone ? capital(done) : doing} ${part}${countOf(steps.length, thing, pluralOf(thing))}`;
  }
  if (part !== "") return `${isDone ? "Made" : "Make"} ${part}${countOf(steps.length, "change")}`;
  return `${stepTitle(first, isDone)} and ${countOf(steps.length - 1, "more change")}`;
}

const capital = (text: string) => text.replace(/^./, (first) => first.toUpperCase());
const pluralOf = (thing: string) =>
  /[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : thing === "mail" ? "conversations" : `${thing}s`;

export const isDoneStep = ({ outcome }: ProposalStep): boolean => outcome?.state === "done";

export type Standing = Proposal["status"] | "held" | "sending" | "takenBack";

/** Where a proposal stands: done is what is done outside as well. */
export function standingOf({ status, takenBack, effects }: Proposal): Standing {
  if (status !== "done") return status;
  if (takenBack || (effects.length > 0 && effects.every(({ state }) => state === "takenBack")))
    return "takenBack";
  if (effects.some(({ state }) => state === "held")) return "held";
  if (effects.some(({ state }) => state === "sending")) return "sending";
  return effects.some(({ state }) => state === "failed") ? "failed" : "done";
}

/** What an approved proposal still waits for outside, or what stood against it there; null where there is nothing to say. */
export function outsideWords(proposal: Proposal): string | null {
  const refusal = proposal.effects.find(({ error, state }) => error !== null && state !== "done")?.error;
  switch (standingOf(proposal)) {
    case "held":
      return refusal ? notYet(refusal) : null;
    case "sending":
      return refusal ? notYet(refusal) : "Being done outside…";
    case "failed":
      return proposal.status === "done"
        ? `Approved, but not done: ${refusal ?? "it was stopped before."}`
        : null;
    default:
      return null;
  }
}

const notYet = (refusal: string) => `Not done yet: ${refusal} It is tried again by itself.`;

/** The same without what the step's title says already. */
export function changesBesideTitle(step: ProposalStep, timeZone: string): FieldChange[] {
  const named = titleFieldOf(step);
  return changesOf(step, timeZone).filter(
    ({ field, old, new: next }) =>
      field !== named || old !== null || typeof next !== "string" || next.length > nameMax,
  );
}

const quoted = (name: string | null | undefined) => (name ? `“${clip(name)}”` : "that is gone");

function nameOf(step: ProposalStep): string | null {
  const record = recordOf(step);
  if (record) return record;
  const field = titleFieldOf(step);
  const value = field === null ? null : valuesOf(step)[field];
  return typeof value === "string" ? value : null;
}

/** What the record that it is about is called. */
const recordOf = ({ targets, mentions }: ProposalStep): string | null =>
  targets[0]?.label ?? mentions.find(({ field }) => field === "threadId")?.label ?? null;

const titleFields = ["displayName", "name", "title", "subject", "body"];

/** The field whose value is in the title; none where the record that the step is about has a name. */
function titleFieldOf(step: ProposalStep): string | null {
  if (recordOf(step)) return null;
  const values = valuesOf(step);
  return titleFields.find((field) => typeof values[field] === "string") ?? null;
}

/** The fields that change, with names in place of ids and times in the reader's zone. */
export function changesOf(step: ProposalStep, timeZone: string): FieldChange[] {
  const named = new Map<string, string>();
  for (const { field, label } of step.mentions) {
    named.set(
      field,
      [...(named.has(field) ? [named.get(field)] : []), label ?? "No longer there"].join(", "),
    );
  }
  const words = (field: string, value: unknown): unknown => {
    if (isReference(value)) return `What step ${value.$step + 1} makes`;
    if (typeof value === "string" && instant.test(value)) return formatDateTime(value, timeZone);
    return named.has(field) && value !== null ? named.get(field) : value;
  };
  const isPlainRevert = revertedBy(step) !== null && (valuesOf(step)["onConflict"] ?? "ask") === "ask";
  const hidden = new Set([
    "expectedVersion",
    ...(revertedBy(step) ? ["id", "part"] : []),
    ...(isPlainRevert ? ["onConflict"] : []),
  ]);
  return step.diff
    .filter(({ field }) => !hidden.has(field))
    .map(({ field, old, new: next }) => ({
      field: field === "id" ? aimedAt(step) : field,
      // Of a record that was named before only its id is known.
      old: named.has(field) && old !== null ? "Another one" : words(field, old),
      new: words(field, next),
    }));
}

const aims: Readonly<Record<string, string>> = { connections: "account", sync_batches: "import" };

/** What an id stands for, where it is of no record that people edit. */
const aimedAt = ({ mentions }: ProposalStep): string =>
  aims[mentions.find(({ field }) => field === "id")?.table ?? ""] ?? "id";

/** The change set that a step would take back, and of one approved as several steps which, from 0; or null. */
export function revertedBy(step: ProposalStep): { id: string; part: number | null } | null {
  const { id, part } = valuesOf(step);
  if (step.operation !== "changeSets.revert" || typeof id !== "string") return null;
  return { id, part: typeof part === "number" ? part : null };
}

const isReference = (value: unknown): value is { $step: number } =>
  typeof value === "object" && value !== null && "$step" in value && typeof value.$step === "number";

/** What somebody changed since it was proposed: "Title: was Founder, now Chair". */
export function staleWords(changes: NonNullable<Proposal["changes"]>): string[] {
  return changes.flatMap(({ fields }) =>
    Object.entries(fields).map(
      ([field, { seen, now }]) => `${fieldWords(field)}: was ${shown(seen)}, now ${shown(now)}`,
    ),
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  return clip(typeof value === "string" ? value : JSON.stringify(value));
}
