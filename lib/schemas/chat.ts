import { z } from "zod";

import { aboutKinds, aboutMax } from "../about.ts";
import { Id, Instant, line, text } from "./common.ts";

/**
 * How an answer reaches the page. `POST /api/chat` with SendMessageInput answers a UI message stream of the AI SDK
 * (server-sent events); GET /api/chat/{threadId}/stream answers the same stream of the turn that runs, from its first
 * chunk, or 204 when none runs. What a reload shows comes from chat.get, in the same parts. In order:
 *
 *   start            { messageId, messageMetadata: MessageMetadata }  status "running"; tells threadId and turnId
 *   text-start, text-delta, text-end                                  Markdown; links lead to `href`s of sources only
 *   data-tool        { id: toolCallId, data: ToolUse }                twice: state "running", then "done" or "failed"
 *   data-proposal    { id: proposalId, data: ProposalMade }           a card; its content and state by proposals.get;
 *                                                                     told again for each further write on it
 *   data-choice      { id: toolCallId, data: Choice }                 a question with options to click; ends the turn
 *   data-sources     { id: "sources", data: { items: Source[] } }     once, at the end, where there are any
 *   message-metadata { messageMetadata: MessageMetadata }             how the turn ended: status, error, usage
 *   finish
 *
 * Nothing is sent as an `error` chunk: what went wrong stands in `error` of the last metadata, in words. Where that has
 * `reload`, chunks were lost on the way: read chat.get again. A request that is refused answers JSON
 * `{ ok: false, error }` as every route does (conflict: another turn of the thread runs).
 * Closing the stream does not stop the turn; POST /api/chat/{threadId}/stop (or the action stopChat) does.
 */
export const TurnStatus = z.enum(["running", "waiting", "done", "stopped", "failed"]);
export type TurnStatus = z.infer<typeof TurnStatus>;

/** A record that was read for the answer. Ids come from results of tools, never from the model. */
export const Source = z.object({
  kind: z.enum(["contact", "company", "mail", "event", "task", "note"]),
  /** Of the record; of a mail, and of a meeting found among mails, its thread. */
  id: Id,
  label: z.string(),
  /** A path of this app: /contacts/{id}, /companies/{id}, /inbox/{threadId}, /calendar?event={id}, /tasks?task={id}. It is what a link in the text has as its target. */
  href: z.string(),
  /** The text links it. */
  cited: z.boolean(),
  /** Of a mail that is linked: its sentence that the answer rests on, where the text does not quote it itself. */
  quote: z.string().optional(),
  /** Whose sentence that is, and when they wrote it; older answers do not know. */
  saidBy: z.object({ by: z.string().nullable(), at: Instant.nullable(), isOwn: z.boolean() }).optional(),
});
export type Source = z.infer<typeof Source>;

/** One call of a tool, as a line above the answer: "Searched · 3 found". */
export const ToolUse = z.object({
  toolName: z.string(),
  /** "contacts.list"; null for a tool that is no operation. */
  operation: z.string().nullable(),
  /** What it does, in words: "List contacts". */
  label: z.string(),
  state: z.enum(["running", "done", "failed"]),
  /** It wrote nothing: what it would write stands on this card. */
  proposalId: Id.optional(),
  /** How many records came back, where it is a list. */
  found: z.int().nullable(),
  /** Why it failed, in words. */
  error: z.string().nullable(),
  /** What it was asked, by field, in a few words each. */
  asked: z.record(z.string(), z.string()).optional(),
  /** The first of what came back, with the way to each. */
  records: z.array(z.object({ label: z.string(), href: z.string() })).optional(),
});
export type ToolUse = z.infer<typeof ToolUse>;

export const ProposalMade = z.object({
  proposalId: Id,
  toolCallId: z.string(),
  operation: z.string(),
  label: z.string(),
  /** Text from outside was read before: the card warns and shows the proposal's excerpts. */
  tainted: z.boolean(),
  /** Which write of the turn it is, counted from 0; several may stand on one card. */
  step: z.int().optional(),
});
export type ProposalMade = z.infer<typeof ProposalMade>;

/** What became of a proposal; the part of a message with role "user" that the person did not type. */
export const Decision = z.object({
  proposalId: Id,
  operation: z.string(),
  label: z.string(),
  /** `done` where it is done outside as well; `reopened`: waits again after it was turned down. */
  outcome: z.enum(["done", "rejected", "failed", "takenBack", "reopened"]),
});
export type Decision = z.infer<typeof Decision>;

export const AboutKind = z.enum(aboutKinds);
export type AboutKind = z.infer<typeof AboutKind>;

/** A record that a message is about: the page that the person is on, or one that they mention. */
export const AboutRef = z.strictObject({ kind: AboutKind, id: Id, via: z.enum(["page", "mention"]) });
export type AboutRef = z.infer<typeof AboutRef>;

/** With what it was called when the message was sent. A model is told kind and id alone. */
export const About = AboutRef.extend({ label: z.string() });
export type About = z.infer<typeof About>;

export const optionsMin = 2;
export const optionsMax = 6;

/** A question of the assistant with its options. All words are the model's, shown as plain text. */
export const Choice = z.object({
  question: z.string(),
  options: z
    .array(
      z.object({
        label: z.string(),
        /** The record that it stands for, with its name as it was read. */
        record: z.object({ kind: AboutKind, id: Id, name: z.string() }).nullable(),
      }),
    )
    .min(optionsMin)
    .max(optionsMax),
});
export type Choice = z.infer<typeof Choice>;

/** Which option a person clicked. Its words are not the person's own. */
export const Chosen = z.object({
  toolCallId: z.string(),
  /** Counted from 1, as the person and the model see them. */
  option: z.int(),
  label: z.string(),
  record: z.object({ kind: AboutKind, id: Id, name: z.string() }).nullable(),
});
export type Chosen = z.infer<typeof Chosen>;

export const MessagePart = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("data-tool"), id: z.string(), data: ToolUse }),
  z.object({ type: z.literal("data-proposal"), id: Id, data: ProposalMade }),
  z.object({ type: z.literal("data-decision"), id: Id, data: Decision }),
  z.object({ type: z.literal("data-choice"), id: z.string(), data: Choice }),
  z.object({ type: z.literal("data-chosen"), id: z.string(), data: Chosen }),
  z.object({
    type: z.literal("data-about"),
    id: z.literal("about"),
    data: z.object({ items: z.array(About) }),
  }),
  z.object({
    type: z.literal("data-sources"),
    id: z.literal("sources"),
    data: z.object({ items: z.array(Source) }),
  }),
]);
export type MessagePart = z.infer<typeof MessagePart>;

/** Which models answer: `auto` goes by the question; the others are tried in the order of the settings. */
export const ModelChoice = z.enum(["auto", "fast", "strong"]);
export type ModelChoice = z.infer<typeof ModelChoice>;

export const TurnUsage = z.object({
  /** Calls of the model. */
  calls: z.int(),
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  outputTokens: z.int(),
  /** Millionths of a US dollar. */
  costMicros: z.int(),
  /** The price or the tokens are a guess: say "about". */
  estimated: z.boolean(),
  /** The price of a model is not known: costMicros is what budgets hold it to, and is not shown as money. */
  unpriced: z.boolean().default(false),
  /** From the question to the end; null for answers from before it was kept. */
  tookMs: z.int().nullable().default(null),
  /** A budget that is nearly used up, in words. */
  warning: z.string().nullable().default(null),
});
export type TurnUsage = z.infer<typeof TurnUsage>;

export const TurnError = z.object({
  code: z.enum([
    "rate_limited",
    "unavailable",
    "not_set_up",
    "context_too_long",
    "refused",
    "budget",
    "interrupted",
    "unusable",
    "internal",
  ]),
  /** What happened and what to do next. */
  message: z.string(),
  /** chat.retry may help. */
  retry: z.boolean(),
});
export type TurnError = z.infer<typeof TurnError>;

export const MessageMetadata = z.object({
  threadId: Id,
  turnId: Id,
  status: TurnStatus,
  model: z.string().nullable(),
  /** Of the words that the model was told. */
  promptVersion: z.string().nullable().optional(),
  usage: TurnUsage.nullable(),
  error: TurnError.nullable(),
  reload: z.boolean().optional(),
});
export type MessageMetadata = z.infer<typeof MessageMetadata>;

/** Has the shape of a UI message of the AI SDK. */
export const ChatMessage = z.object({
  id: Id,
  role: z.enum(["user", "assistant"]),
  parts: z.array(MessagePart),
  metadata: MessageMetadata,
  createdAt: Instant,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** An option of the question with which an answer ended; its words are read from there. */
export const ChooseInput = z.strictObject({
  /** The turn that asked. */
  turnId: Id,
  toolCallId: line(200),
  /** Counted from 1. */
  option: z.int().min(1).max(optionsMax),
});
export type ChooseInput = z.infer<typeof ChooseInput>;

/** Only the newest message: what was said before is read from the database, and a history sent along is refused. */
export const SendMessageInput = z
  .strictObject({
    /** A new thread when left out. */
    threadId: Id.optional(),
    /** What the person wrote; left out where they chose. */
    message: text(8_000)
      .refine((value) => value.trim() !== "", "Please write something.")
      .optional(),
    /** What the person clicked, of what the thread's last answer asked. */
    choice: ChooseInput.optional(),
    /** The same key sent again answers the same turn. */
    clientKey: line(100).optional(),
    model: ModelChoice.optional(),
    /** Where the text has `@kind:id` of one that is mentioned, it means that one. */
    about: z
      .array(AboutRef)
      .max(aboutMax, `At most ${aboutMax} records can go with a message.`)
      .refine(
        (items) => items.filter(({ via }) => via === "page").length <= 1,
        "One record at most is the page.",
      )
      .optional(),
  })
  .refine(({ message, choice }) => (message === undefined) !== (choice === undefined), {
    message: "Please write something.",
    path: ["message"],
  })
  .refine(({ threadId, choice }) => choice === undefined || threadId !== undefined, {
    message: "A choice belongs to the conversation that asked for it.",
    path: ["threadId"],
  });
export type SendMessageInput = z.input<typeof SendMessageInput>;

export const TurnStarted = z.object({ threadId: Id, turnId: Id });
export type TurnStarted = z.infer<typeof TurnStarted>;

export const StopResult = z.object({ turnId: Id.nullable() });
export type StopResult = z.infer<typeof StopResult>;

/** A turn that failed or was stopped, the last of its thread. */
export const RetryTurnInput = z.strictObject({ id: Id });
export type RetryTurnInput = z.infer<typeof RetryTurnInput>;
