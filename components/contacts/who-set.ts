import type { ChangeSetPage, ChangeSetSummary } from "#lib/schemas/change-sets.ts";

interface Setting {
  change: ChangeSetSummary;
  /** Null where the value came with the record. */
  field: { old: unknown; new: unknown } | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The newest change that set one of the columns, or else the one that made the record. Null where none is known. */
export function whoSet(
  { items, nextCursor }: ChangeSetPage,
  recordId: string,
  columns: readonly string[],
): Setting | null {
  for (const change of items) {
    const { subject } = change;
    if (subject?.rowId !== recordId || subject.op !== "update") continue;
    const field = subject.fields.find((one) => columns.includes(one.field));
    // Of what only an id is kept there is nothing to read.
    const readable = field && !(typeof field.old === "string" && uuid.test(field.old));
    if (field) return { change, field: { old: readable ? field.old : null, new: field.new } };
  }
  const made = items.at(-1);
  return made && nextCursor === null ? { change: made, field: null } : null;
}
