import { z } from "zod";

import { Id, Instant, page, PageInput } from "./common.ts";

/** Who acted: a person at the screen, or what acted for them. */
export const ActorKind = z.enum(["user", "apiKey", "assistant", "mcp", "job", "automation", "system"]);
export type ActorKind = z.infer<typeof ActorKind>;

export const ListChangeSetsInput = PageInput.extend({
  /** By name, like "contacts.update". */
  operation: z.string().max(80).optional(),
  actorKind: ActorKind.optional(),
  /** Only change sets that touched this row. */
  recordId: Id.optional(),
  /** Only what this job changed. */
  jobId: Id.optional(),
});
export type ListChangeSetsInput = z.input<typeof ListChangeSetsInput>;

/** The first record of a change set, and what became of it. */
export const ChangeSubject = z.object({
  table: z.string(),
  rowId: Id,
  label: z.string().nullable(),
  op: z.enum(["insert", "update", "delete"]),
  /** Of an update: up to four columns, long texts cut. */
  fields: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })),
});
export type ChangeSubject = z.infer<typeof ChangeSubject>;

export const ChangeSetSummary = z.object({
  id: Id,
  operation: z.string(),
  kind: z.enum(["edit", "sync", "revert", "system"]),
  status: z.enum(["open", "sealed"]),
  actorKind: ActorKind,
  /** On whose behalf; the name is null where they have no profile here. */
  who: z.object({ id: Id, name: z.string().nullable() }),
  /** Why: ids of the proposal, job, batch or chat message. */
  reason: z.record(z.string(), z.string()),
  itemCount: z.int(),
  /** How many steps, approved together, it made or took back; 1 of any other. */
  stepCount: z.int(),
  /** Null where nothing of it is to be seen, or it stands for whole statements. */
  subject: ChangeSubject.nullable(),
  /** Of an import: how much it stored, and from which account or file. */
  imported: z
    .object({ content: z.enum(["mail", "meetings"]), stored: z.int(), label: z.string() })
    .nullable(),
  revertsId: Id.nullable(),
  /** Where it takes back one step of that change alone: counted from 0. */
  revertsPart: z.int().nullable(),
  revertedById: Id.nullable(),
  createdAt: Instant,
  sealedAt: Instant.nullable(),
});
export type ChangeSetSummary = z.infer<typeof ChangeSetSummary>;
export const ChangeSetPage = page(ChangeSetSummary);
export type ChangeSetPage = z.infer<typeof ChangeSetPage>;

export const GetChangeSetInput = PageInput.extend({ id: Id });
export type GetChangeSetInput = z.input<typeof GetChangeSetInput>;

const RowImage = z.record(z.string(), z.unknown());

export const ChangeItem = z.object({
  seq: z.int(),
  table: z.string(),
  /** Null where one item stands for a whole statement on rows that are rebuilt, not replayed. */
  rowId: Id.nullable(),
  rowCount: z.int(),
  /** The row as people call it, where the caller may see it. */
  label: z.string().nullable(),
  op: z.enum(["insert", "update", "delete"]),
  /** Columns that changed, by name; the whole row for delete. */
  before: RowImage.nullable(),
  /** Columns that changed, by name; the whole row for insert. */
  after: RowImage.nullable(),
  /** The values were erased for privacy; that the change happened stays. */
  erased: z.boolean(),
});
export type ChangeItem = z.infer<typeof ChangeItem>;

export const ChangeSet = ChangeSetSummary.extend({
  revertable: z.boolean(),
  /** Why not, in words for the caller. */
  revertRefusal: z.string().nullable(),
  items: z.array(ChangeItem),
  /** What the records that the items' values point to are called: id → name, of those that the caller may see. */
  names: z.record(Id, z.string()),
  nextCursor: z.string().nullable(),
});
export type ChangeSet = z.infer<typeof ChangeSet>;

export const OnConflict = z.enum(["ask", "keep", "overwrite"]);
export type OnConflict = z.infer<typeof OnConflict>;

export const RevertChangeSetInput = z.strictObject({
  id: Id,
  /** ask changes nothing where something changed since; keep leaves that as it is now; overwrite does not. */
  onConflict: OnConflict.default("ask"),
  /** One step of a proposal that was approved with others, counted from 0; all that stands of it when left out. */
  part: z.int().min(0).max(99).optional(),
});
export type RevertChangeSetInput = z.input<typeof RevertChangeSetInput>;

export const RevertConflict = z.object({
  table: z.string(),
  rowId: Id,
  label: z.string().nullable(),
  /**
   * changed: since then by somebody. deleted: it, or what it belongs to, is gone. exists: it is there again, or another
   * has its address or name. referenced: others have written on it. Only `changed` can be overwritten.
   */
  kind: z.enum(["changed", "deleted", "exists", "referenced"]),
  columns: z.array(z.string()),
  changedBy: z
    .object({ changeSetId: Id, userId: Id.nullable(), name: z.string().nullable(), at: Instant })
    .nullable(),
});
export type RevertConflict = z.infer<typeof RevertConflict>;

export const RevertResult = z.object({
  status: z.enum(["reverted", "conflicts", "queued"]),
  /** The change set that took it back: null while nothing was changed. */
  changeSetId: Id.nullable(),
  jobId: Id.nullable(),
  /** What was found changed, at most 200 of `conflictCount`; with keep and overwrite, what was found and decided so. */
  conflicts: z.array(RevertConflict),
  conflictCount: z.int(),
});
export type RevertResult = z.infer<typeof RevertResult>;

export const RevertAllInput = z.strictObject({
  /** Of an answer's cards: all of them go back, or none does. What was taken back already is passed over. */
  ids: z.array(Id).min(1).max(50),
});
export type RevertAllInput = z.input<typeof RevertAllInput>;

export const RevertAllResult = z.object({
  status: z.enum(["reverted", "conflicts"]),
  /** The change sets that took them back, newest of theirs first. */
  changeSetIds: z.array(Id),
  /** The first that something stands against; nothing of any was taken back then. */
  conflictsIn: Id.nullable(),
  conflicts: z.array(RevertConflict),
  conflictCount: z.int(),
});
export type RevertAllResult = z.infer<typeof RevertAllResult>;
