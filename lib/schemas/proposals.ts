import { z } from "zod";

import { Id, Instant, line, page, PageInput, text } from "./common.ts";

export const ProposalStatus = z.enum(["waiting", "done", "rejected", "failed"]);
export type ProposalStatus = z.infer<typeof ProposalStatus>;

/** Mails of the person's own that the model was given as examples of how they write. */
const VoiceSource = z.strictObject({ interactionId: Id, occurredAt: Instant });
export type VoiceSource = z.infer<typeof VoiceSource>;

/** The fields of a call, before its operation's schema has seen them. */
const Fields = z.record(z.string(), z.unknown());

export const ProposalSource = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("assistant"),
    threadId: line(200),
    /** The answer in which it was proposed; older proposals have none. */
    turnId: Id.optional(),
    toolCallId: line(200),
    voice: z.array(VoiceSource).max(5).optional(),
    /** Who proposed it, and by which words it was told how. */
    model: line(200).optional(),
    promptVersion: line(80).optional(),
  }),
  z.strictObject({ kind: z.literal("mcp"), client: line(200) }),
  z.strictObject({ kind: z.literal("automation"), automationId: Id }),
]);
export type ProposalSource = z.infer<typeof ProposalSource>;

/** What somebody outside wrote and the model read before it proposed. Shown, never followed. */
export const Excerpt = z.strictObject({
  text: text(2_000),
  /** Where it stands: a sender, a file name. */
  from: line(200).nullish(),
  interactionId: Id.nullish(),
  /** Addresses of the call that the person did not name and that stand in this text. */
  addresses: z.array(line(254)).max(100).optional(),
  /** Likewise its links, domains and numbers as long as an account's. */
  values: z.array(line(254)).max(100).optional(),
});
export type Excerpt = z.input<typeof Excerpt>;

/** As many as are read. More than that are not put on one card. */
export const stepsMax = 100;
export const excerptsMax = 20;

/** A value may be `{ "$step": 0, "path": "id" }`: what an earlier step of the same proposal answers there. */
export const CreateProposalInput = z.strictObject({
  steps: z
    .array(z.strictObject({ operation: z.string().max(100), input: Fields }))
    .min(1)
    .max(stepsMax, `At most ${stepsMax} steps.`),
  source: ProposalSource,
  /** The same user's proposal with the same key is made once. */
  sourceKey: line(200),
  excerpts: z.array(Excerpt).max(excerptsMax).default([]),
});
export type CreateProposalInput = z.input<typeof CreateProposalInput>;

/** One more write of a turn: a row of the card that its writes share, or a card of its own. */
export const ProposeInTurnInput = z.strictObject({
  operation: z.string().max(100),
  /** "$step0.id" stands for the id of what the write of that number will make. */
  input: Fields,
  source: ProposalSource,
  sourceKey: line(200),
  /** This turn, and those that it answers anew. */
  turnIds: z.array(Id).min(1),
  /** Its place among the writes of the turn, counted from 0. */
  number: z.int().min(0).max(999),
  excerpts: z.array(Excerpt).max(excerptsMax).default([]),
});
export type ProposeInTurnInput = z.input<typeof ProposeInTurnInput>;

/** What a tool answers in place of the write. `state` tells what became of it when the same call comes again. */
export const Proposed = z.object({ state: ProposalStatus, proposalId: Id });
export type Proposed = z.infer<typeof Proposed>;

/** The same of a write of a turn, with its number, and how a later one names what it will make. */
export const ProposedInTurn = Proposed.extend({ step: z.int(), reference: z.string().optional() });
export type ProposedInTurn = z.infer<typeof ProposedInTurn>;

export const ListProposalsInput = PageInput.extend({ status: ProposalStatus.optional() });
export type ListProposalsInput = z.input<typeof ListProposalsInput>;

export const ApproveProposalInput = z.strictObject({
  id: Id,
  /** By step, counted from 0: the fields that the person changed. */
  edits: z.record(z.string().regex(/^\d{1,3}$/, "A step's number."), Fields).optional(),
  /** The steps to run, counted from 0; all when left out. */
  include: z.array(z.int().min(0)).min(1, "Choose at least one step.").max(100).optional(),
  /**
   * The `hash` of the proposal as it was shown: what has changed since is shown again instead of being run. Refused
   * without it is what an answer of the assistant proposed, which may have grown.
   */
  expectedHash: z.string().max(64).optional(),
});
export type ApproveProposalInput = z.input<typeof ApproveProposalInput>;

export const RejectProposalInput = z.strictObject({ id: Id, reason: line(500).nullish() });
export type RejectProposalInput = z.input<typeof RejectProposalInput>;

const Refusal = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export const StepOutcome = z.discriminatedUnion("state", [
  z.object({ state: z.literal("done"), output: z.unknown() }),
  z.object({ state: z.literal("failed"), error: Refusal }),
  /** Left out by the person, or not reached. */
  z.object({ state: z.literal("skipped") }),
]);
export type StepOutcome = z.infer<typeof StepOutcome>;

export const StaleChange = z.object({
  table: z.string(),
  id: Id,
  fields: z.record(z.string(), z.object({ seen: z.unknown(), now: z.unknown() })),
});
export type StaleChange = z.infer<typeof StaleChange>;

/** `stale`: a target changed since it was shown; nothing was run, and approving again goes through. */
export const ApproveProposalResult = z.object({
  state: z.enum(["done", "stale", "failed"]),
  proposalId: Id,
  changeSetId: Id.nullable(),
  outcomes: z.array(StepOutcome),
  changes: z.array(StaleChange),
  error: Refusal.nullable(),
});
export type ApproveProposalResult = z.infer<typeof ApproveProposalResult>;

const ProposalTarget = z.object({
  table: z.string(),
  id: Id,
  label: z.string().nullable(),
  version: z.int(),
  /** Not what it was when it was proposed or last shown at an approval. */
  changed: z.boolean(),
  missing: z.boolean(),
});

/** A value of a call as a form asks for it. */
export const ProposalField = z.object({
  field: z.string(),
  kind: z.enum(["line", "long", "instant", "number", "flag", "choice", "list"]),
  /** Of a choice. */
  options: z.array(z.string()),
  required: z.boolean(),
});
export type ProposalField = z.infer<typeof ProposalField>;

/** One of a card's excerpts, by its place there, that led to a step, and what of that step the person did not name. */
export const ReadFrom = z.object({
  excerpt: z.int().min(0),
  addresses: z.array(z.string()).optional(),
  values: z.array(z.string()).optional(),
});
export type ReadFrom = z.infer<typeof ReadFrom>;

const ProposalStep = z.object({
  operation: z.string(),
  summary: z.string(),
  verb: z.string(),
  input: Fields,
  edits: Fields.nullable(),
  targets: z.array(ProposalTarget),
  /** Records that the input names by id; the label is null where they are not to be seen any more. */
  mentions: z.array(z.object({ field: z.string(), table: z.string(), id: Id, label: z.string().nullable() })),
  diff: z.array(z.object({ field: z.string(), old: z.unknown(), new: z.unknown() })),
  /** What may be edited before approving: values, not the records that the call names. */
  fields: z.array(ProposalField),
  /** The steps that it needs the outcome of, counted from 0. */
  needs: z.array(z.int()),
  outcome: StepOutcome.nullable(),
  /** What led to this step; null where that is known of the card alone. */
  readFrom: z.array(ReadFrom).nullable(),
  /** What it did was taken back, by itself or with all. */
  takenBack: z.boolean(),
});

/** Something that leaves the house with an approved step: what is known of it outside. */
export const ProposalEffect = z.object({
  effectId: Id,
  operation: z.string(),
  /** The step that asked for it, counted from 0. */
  step: z.int(),
  /** `held` while it can be called back, `sending` until it is there, given up, or taken back. */
  state: z.enum(["held", "sending", "done", "failed", "takenBack"]),
  /** Until when it waits at least, of what cannot be taken back once it is done. */
  heldUntil: Instant.nullable(),
  /** What stood against it at the last attempt. */
  error: z.string().nullable(),
  /** What does it, and can be run again when it failed. */
  jobId: Id.nullable(),
});
export type ProposalEffect = z.infer<typeof ProposalEffect>;

export const Proposal = z.object({
  id: Id,
  status: ProposalStatus,
  source: ProposalSource,
  steps: z.array(ProposalStep),
  excerpts: z.array(
    z.object({
      text: z.string(),
      from: z.string().nullish(),
      interactionId: Id.nullish(),
      addresses: z.array(z.string()).optional(),
      values: z.array(z.string()).optional(),
      untrusted: z.literal(true),
    }),
  ),
  hash: z.string(),
  error: Refusal.nullable(),
  /** What an approval found changed; null once it has been decided. */
  changes: z.array(StaleChange).nullable(),
  reason: z.string().nullable(),
  changeSetId: Id.nullable(),
  /** What an approved one did was taken back. */
  takenBack: z.boolean(),
  /** Of an approved one: what it does outside. */
  effects: z.array(ProposalEffect),
  createdAt: Instant,
  decidedAt: Instant.nullable(),
});
export type Proposal = z.infer<typeof Proposal>;

export const ProposalPage = page(Proposal);
export type ProposalPage = z.infer<typeof ProposalPage>;
