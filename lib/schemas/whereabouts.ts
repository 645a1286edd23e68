import { z } from "zod";

import { Id, IdInput, Instant, line, ShownLine } from "./common.ts";

const Asked = {
  /** An address, a subject or a Message-ID, as people paste it. */
  about: line(500),
  day: z.iso.date("Not a day. Write it like 2026-01-31.").optional(),
};

export const ExplainMissingInput = z.strictObject(Asked);
export const AskProviderInput = z.strictObject({ ...Asked, connectionId: Id });
export const GetProviderAnswerInput = IdInput;

/** How the words were understood. */
export const Understood = z.object({
  kind: z.enum(["message_id", "address", "subject"]),
  value: z.string(),
  day: z.string().nullable(),
});
export type Understood = z.infer<typeof Understood>;

export const FindingKind = z.enum([
  "here",
  "off_the_lists",
  "skipped",
  "failed",
  "waiting",
  "contact",
  "no_contact",
  "left_out",
  "missing",
  "not_there",
  "not_followed",
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** One answer to where it is, with what it can be looked at by. */
export const Finding = z.object({
  kind: FindingKind,
  /** A sentence: what became of it, why, and by what. */
  words: z.string(),
  /** Of a mail that is meant. */
  subject: ShownLine.nullable(),
  from: z.string().nullable(),
  at: Instant.nullable(),
  /** "2026-12-02" of what takes whole days. */
  startDate: z.string().nullable().default(null),
  interactionId: Id.nullable(),
  threadId: Id.nullable(),
  contactId: Id.nullable(),
  connectionId: Id.nullable(),
  batchId: Id.nullable(),
  /** Of what failed: the item that can be replayed. */
  itemId: Id.nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Whereabouts = z.object({
  understood: Understood,
  findings: z.array(Finding),
  /** Accounts of yours whose provider can be asked, and kept files of yours that can be looked into. */
  askable: z.array(z.object({ connectionId: Id, account: z.string(), provider: z.enum(["google", "file"]) })),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

export const AskProviderOutput = z.object({ questionId: Id, jobId: Id });

export const ProviderAnswer = z.object({
  id: Id,
  connectionId: Id,
  account: z.string(),
  jobId: Id.nullable(),
  understood: Understood,
  /** Null until the provider has answered. */
  findings: z.array(Finding).nullable(),
  answeredAt: Instant.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;
