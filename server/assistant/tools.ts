import { jsonSchema, type Schema, tool, type ToolSet } from "ai";

import type { Proposed, ProposedInTurn } from "#lib/schemas/proposals.ts";
import { type ClaimedTurn, requireHeldTurn } from "#server/chat/index.ts";
import { type Context, hashOf, type Operation, toFailure } from "#server/core/index.ts";
import { mailAddressesOfEach } from "#server/mail/index.ts";
import {
  createProposal,
  findOperation,
  inputJsonSchema,
  operations,
  proposeInTurn,
  runOperation,
  toolDescription,
  toolNameOf,
  toolsOf,
  withoutTokens,
} from "#server/registry/index.ts";

import { bounded } from "./bounded.ts";
import { lean } from "./lean.ts";
import { outsideNotice } from "./outside.ts";
import { slimSchema } from "./slim-schema.ts";
import { verdictOn } from "./policy.ts";
import { newReading, type Reading } from "./reading.ts";
import { newWrites, type Writes } from "./writes.ts";

export interface Conversation {
  threadId: string;
  /** Within one turn and what it answers anew the same call proposes once, however often the model makes it. */
  turn?: Pick<ClaimedTurn, "id" | "token" | "attempts">;
  /** What the model has read; kept with each proposal. */
  reading?: Reading;
  /** What it has proposed in this turn. */
  writes?: Writes;
  /** Who asks, and by which words it was told how; stands on what comes of it. */
  author?: { model: () => string; promptVersion: string };
}

/** Words that let the model mend its call. */
interface ToolFailure {
  error: { code: string; message: string; fields?: Record<string, string> };
}

/** Text from outside, as the model gets it. */
interface Untrusted {
  untrusted: true;
  notice: string;
  data: unknown;
}

/**
 * The operations as tools of one user's conversation, always in the same order. Reads run at once; a write becomes a
 * proposal, or a step of its turn's, and answers `{ state: "waiting", proposalId, step }`, with the `reference` by which
 * later ones name what it will make. An error is answered as words and never thrown.
 */
export function assistantTools(ctx: Context, conversation: Conversation): ToolSet {
  const reading = conversation.reading ?? newReading();
  const writes = conversation.writes ?? newWrites([]);
  return Object.fromEntries(
    toolsOf(operations, "tool").map((operation) => [
      toolNameOf(operation.definition.name),
      tool({
        ...offerOf(operation),
        execute: (input, { toolCallId, abortSignal }) =>
          answer(
            {
              ...ctx,
              door: "tool",
              actor: { kind: "assistant", threadId: conversation.threadId, toolCallId },
              ...(abortSignal ? { signal: abortSignal } : {}),
            },
            operation,
            input,
            { ...conversation, reading, writes, toolCallId },
          ),
      }),
    ]),
  );
}

interface Offer {
  description: string;
  inputSchema: Schema<Record<string, unknown>>;
}

/** What a model is told of an operation is the same in every answer. */
const offers = new WeakMap<Operation, Offer>();

function offerOf(operation: Operation): Offer {
  const offer = offers.get(operation) ?? {
    description: toolDescription(operation, "tool"),
    // Parsed by the operation itself, whose words name each field.
    inputSchema: jsonSchema<Record<string, unknown>>(slimSchema(inputJsonSchema(operation))),
  };
  offers.set(operation, offer);
  return offer;
}

type Call = Conversation & { reading: Reading; writes: Writes; toolCallId: string };

async function answer(
  ctx: Context,
  operation: Operation,
  input: Record<string, unknown>,
  call: Call,
): Promise<unknown> {
  try {
    const verdict = verdictOn(operation, call.reading);
    switch (verdict.kind) {
      case "run":
        return await read(ctx, operation.definition.name, input, call.reading);
      case "propose":
        return await propose(ctx, operation, input, call);
    }
  } catch (error) {
    const { code, message, fields } = toFailure(error, ctx);
    return { error: { code, message, ...(fields ? { fields } : {}) } } satisfies ToolFailure;
  }
}

async function read(ctx: Context, name: string, input: unknown, reading: Reading): Promise<unknown> {
  const output = await runOperation(ctx, name, input);
  const isOutside = reading.note(name, output);
  const told = bounded(lean(findOperation(name)?.definition.forModel?.(output) ?? output));
  return isOutside
    ? ({ untrusted: true, notice: outsideNotice("`data`"), data: told } satisfies Untrusted)
    : told;
}

async function propose(
  ctx: Context,
  operation: Operation,
  input: Record<string, unknown>,
  call: Call,
): Promise<Proposed | ProposedInTurn> {
  const { threadId, turn, toolCallId } = call;
  const { name } = operation.definition;
  const leading = () => leadingTo(ctx, operation, input, call);
  if (!turn) {
    const sourceKey = `assistant:${threadId}:${toolCallId}`;
    return createProposal(ctx, { steps: [{ operation: name, input }], sourceKey, ...(await leading()) });
  }
  // Providers number calls anew, and a turn that was interrupted makes its last call again.
  const sourceKey = `turn:${turn.attempts.at(-1) ?? turn.id}:${hashOf([name, input]).slice(0, 32)}`;
  return call.writes.inOrder(async (number) => {
    const { source, excerpts } = await leading();
    const write = { operation: name, input, number, turnIds: turn.attempts, sourceKey, excerpts };
    return proposeInTurn(ctx, { ...write, source: { ...source, turnId: turn.id } }, (tx) =>
      requireHeldTurn(tx, turn),
    );
  });
}

/** Where a call comes from, and what was read that may have led to it. */
async function leadingTo(
  ctx: Context,
  operation: Operation,
  input: Record<string, unknown>,
  { threadId, toolCallId, reading, author }: Call,
) {
  const voice = await reading.voiceFor(operation, input, (some) => mailAddressesOfEach(ctx, some));
  const source = {
    ...{ kind: "assistant" as const, threadId, toolCallId },
    ...(author ? { model: author.model(), promptVersion: author.promptVersion } : {}),
    ...(voice.length > 0 ? { voice } : {}),
  };
  return { source, excerpts: reading.excerptsFor(operation, withoutTokens(input)) };
}
