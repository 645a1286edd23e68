import { z } from "zod";

import {
  About,
  Choice,
  Chosen,
  Decision,
  type MessagePart,
  ProposalMade,
  Source,
} from "#lib/schemas/chat.ts";

/** A call of a tool with what the model was answered; the page is shown less. */
const ToolPart = z.object({
  type: z.literal("tool"),
  /** The step of the loop it belongs to: calls of one step were made together. */
  step: z.int(),
  toolCallId: z.string(),
  toolName: z.string(),
  operation: z.string().nullable(),
  label: z.string(),
  input: z.unknown(),
  output: z.unknown(),
  state: z.enum(["done", "failed"]),
  found: z.int().nullable(),
  error: z.string().nullable(),
  /** The output has text that somebody outside wrote. */
  untrusted: z.boolean(),
  proposal: ProposalMade.nullable(),
  /** Of the output: what the page offers as a way to what was found. */
  records: z.array(z.object({ label: z.string(), href: z.string() })).optional(),
  /** What the person was asked by it. */
  choice: Choice.optional(),
});
export type ToolPart = z.infer<typeof ToolPart>;

/** What a message consists of, as it is stored. */
export const StoredPart = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    step: z.int(),
    text: z.string(),
    /** Its step did not end: said to the person, and no beginning for a retry. */
    partial: z.boolean().optional(),
  }),
  ToolPart,
  z.object({ type: z.literal("decision"), decision: Decision, answer: z.string() }),
  z.object({ type: z.literal("sources"), items: z.array(Source) }),
  z.object({ type: z.literal("about"), items: z.array(About) }),
  z.object({ type: z.literal("chosen"), chosen: Chosen }),
]);
export type StoredPart = z.infer<typeof StoredPart>;

export const storedParts = (parts: unknown): StoredPart[] => z.array(StoredPart).parse(parts);

/** The parts as jsonb takes them. */
export function storable(parts: readonly StoredPart[]): StoredPart[] {
  return storedParts(asJsonb(parts));
}

/** Strings as jsonb takes them: it refuses U+0000 and half of a surrogate pair, and a model may say either. */
export function asJsonb(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(value)) return value.map(asJsonb);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [String(asJsonb(key)), asJsonb(part)]),
  );
}

/** What the page shows of a stored part. */
export function shownParts(part: StoredPart): MessagePart[] {
  switch (part.type) {
    case "text":
      return [{ type: "text", text: part.text }];
    case "sources":
      return [{ type: "data-sources", id: "sources", data: { items: part.items } }];
    case "about":
      return [{ type: "data-about", id: "about", data: { items: part.items } }];
    case "decision":
      return [{ type: "data-decision", id: part.decision.proposalId, data: part.decision }];
    case "chosen":
      return [{ type: "data-chosen", id: part.chosen.toolCallId, data: part.chosen }];
    case "tool": {
      if (part.choice) return [{ type: "data-choice", id: part.toolCallId, data: part.choice }];
      const { toolCallId, toolName, operation, label, state, found, error, proposal, records } = part;
      const asked = askedIn(part.input);
      const use: MessagePart = {
        type: "data-tool",
        id: toolCallId,
        data: {
          ...{ toolName, operation, label, state, found, error, asked },
          ...(records ? { records } : {}),
          ...(proposal ? { proposalId: proposal.proposalId } : {}),
        },
      };
      return proposal ? [use, { type: "data-proposal", id: proposal.proposalId, data: proposal }] : [use];
    }
  }
}

/** All of a message: a card that several writes stand on is one, where the first of them is. */
export function shownMessage(parts: readonly StoredPart[]): MessagePart[] {
  const shown: MessagePart[] = [];
  for (const part of parts.flatMap(shownParts)) {
    const at =
      part.type === "data-proposal"
        ? shown.findIndex((one) => one.type === part.type && one.id === part.id)
        : -1;
    if (at < 0) shown.push(part);
    else shown[at] = part;
  }
  return shown;
}

const askedMax = 12;
const askedTextMax = 200;

/** The fields of a call in words, bounded. */
function askedIn(input: unknown): Record<string, string> {
  if (input === null || typeof input !== "object" || Array.isArray(input)) return {};
  const fields = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    fields.slice(0, askedMax).map(([field, value]: [string, unknown]) => {
      const words = typeof value === "string" ? value : JSON.stringify(value);
      return [field, words.length > askedTextMax ? `${words.slice(0, askedTextMax)}…` : words];
    }),
  );
}

export interface StoredMessage {
  role: "user" | "assistant";
  parts: StoredPart[];
}
