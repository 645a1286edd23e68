import { z } from "zod";

import { Id } from "#lib/schemas/common.ts";
import type { UseCase } from "#server/llm/index.ts";

export const queueNames = ["sync", "default"] as const;
export type QueueName = (typeof queueNames)[number];

export interface JobDefinition {
  queue: QueueName;
  /** Ids only. Fields that come later are optional for one release: jobs of the release before are still on their way. */
  payload: z.ZodType;
  /** How often it may fail with an error that may pass; a killed worker does not count. */
  attempts: number;
  /** Wait before the second attempt; doubles each time. */
  backoffMs: number;
  /** What it asks a model about each item it works on, where it does: a preview counts with it. */
  model?: { useCase: UseCase; inputTokensPerItem: number; outputTokensPerItem: number };
}

/** Every job there is, declared once; worker/processors has exactly one processor for each. */
export const jobDefinitions = {
  /** Reads a file or an account and says what an import would do. */
  "previews.build": { queue: "sync", payload: z.object({ previewId: Id }), attempts: 4, backoffMs: 1_000 },
  /** Imports what was approved, continuing where it stopped. */
  "batches.import": { queue: "sync", payload: z.object({ batchId: Id }), attempts: 8, backoffMs: 1_000 },
  "batches.undo": { queue: "sync", payload: z.object({ batchId: Id }), attempts: 8, backoffMs: 1_000 },
  /** Takes back every batch that names it, and with a connection what else is known of that. */
  "batches.undoMany": {
    queue: "sync",
    payload: z.object({ connectionId: Id.optional() }),
    attempts: 8,
    backoffMs: 1_000,
  },
  /** Brings what is new in an account. */
  "connections.sync": {
    queue: "sync",
    payload: z.object({ connectionId: Id }),
    attempts: 4,
    backoffMs: 2_000,
  },
  /** Asks the provider of an account to tell of changes, anew before it stops doing so. */
  "connections.watch": {
    queue: "default",
    payload: z.object({ connectionId: Id }),
    attempts: 4,
    backoffMs: 5_000,
  },
  /** Asks the provider of an account what it has on these days; on all there are where none is named. Of a file, reads it. */
  "mailboxDays.count": {
    queue: "sync",
    payload: z.object({
      connectionId: Id,
      source: z.enum(["gmail", "calendar", "file"]),
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
    }),
    attempts: 6,
    backoffMs: 2_000,
  },
  /** Brings what was counted on these days and is not here. */
  "mailboxDays.fetch": {
    queue: "sync",
    payload: z.object({
      connectionId: Id,
      source: z.enum(["gmail", "calendar", "file"]),
      from: z.iso.date(),
      to: z.iso.date(),
    }),
    attempts: 6,
    backoffMs: 2_000,
  },
  /** Asks a provider, or looks into a file, whether a mail is there, and where. */
  "missingMail.ask": { queue: "sync", payload: z.object({ questionId: Id }), attempts: 4, backoffMs: 1_000 },
  /** Tries again what failed: one item, or all of the connection. */
  "failedItems.replay": {
    queue: "sync",
    payload: z.object({ connectionId: Id, itemId: Id.optional() }),
    attempts: 6,
    backoffMs: 1_000,
  },
  /** Takes back a change set too large for a request. */
  "changeSets.revert": {
    queue: "default",
    payload: z.object({ changeSetId: Id, onConflict: z.enum(["ask", "keep", "overwrite"]) }),
    attempts: 4,
    backoffMs: 1_000,
  },
  /** Asks whether an account's access still stands after another connection to it was ended. */
  "connections.check": {
    queue: "default",
    payload: z.object({ connectionId: Id }),
    attempts: 6,
    backoffMs: 2_000,
  },
  /** Ends the access of a disconnected account at its provider. */
  "connections.revoke": {
    queue: "default",
    payload: z.object({ connectionId: Id }),
    attempts: 8,
    backoffMs: 5_000,
  },
  /** Does outside what an approved operation asked for, or takes it back there. */
  "effects.perform": {
    queue: "default",
    payload: z.object({ effectId: Id }),
    attempts: 6,
    backoffMs: 2_000,
  },
  /** Answers a message to the assistant. */
  "chat.answer": { queue: "default", payload: z.object({ turnId: Id }), attempts: 6, backoffMs: 2_000 },
  /** Goes on in a conversation after a proposal of it was decided. */
  "chat.resume": { queue: "default", payload: z.object({ proposalId: Id }), attempts: 8, backoffMs: 2_000 },
  /** Shortens the beginning of a conversation that has become long. */
  "chat.summarise": { queue: "default", payload: z.object({ threadId: Id }), attempts: 3, backoffMs: 5_000 },
  /** Runs one operation over many inputs, each its own job item. */
  "operations.batch": { queue: "default", payload: z.object({}), attempts: 4, backoffMs: 1_000 },
} as const satisfies Record<string, JobDefinition>;

export type JobKind = keyof typeof jobDefinitions;
export type JobPayload<K extends JobKind> = z.output<(typeof jobDefinitions)[K]["payload"]>;

export const isJobKind = (kind: string): kind is JobKind => kind in jobDefinitions;
