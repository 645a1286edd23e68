import { jsonSchema, tool, type ToolSet } from "ai";

import type { Excerpt, Proposed } from "#lib/schemas/proposals.ts";
import { type Context, type Operation, toFailure } from "#server/core/index.ts";
import {
  createProposal,
  inputJsonSchema,
  operations,
  runOperation,
  toolDescription,
  toolNameOf,
  toolsOf,
} from "#server/registry/index.ts";

interface Conversation {
  threadId: string;
  /** What the model has read so far that came from outside; kept with each proposal. */
  excerpts?: () => Excerpt[];
}

/** Words that let the model mend its call. */
interface ToolFailure {
  error: { code: string; message: string; fields?: Record<string, string> };
}

/**
 * The operations as tools of one user's conversation, always in the same order. Reads run at once; a write becomes a
 * proposal and answers `{ state: "waiting", proposalId }`. An error is answered as words and never thrown.
 */
export function assistantTools(ctx: Context, conversation: Conversation): ToolSet {
  return Object.fromEntries(
    toolsOf(operations, "tool").map((operation) => [
      toolNameOf(operation.definition.name),
      tool({
        description: toolDescription(operation),
        // Parsed by the operation itself, whose words name each field.
        inputSchema: jsonSchema<Record<string, unknown>>(inputJsonSchema(operation)),
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
            { conversation, toolCallId },
          ),
      }),
    ]),
  );
}

async function answer(
  ctx: Context,
  { definition }: Operation,
  input: Record<string, unknown>,
  { conversation, toolCallId }: { conversation: Conversation; toolCallId: string },
): Promise<unknown> {
  try {
    return definition.effect === "read"
      ? await runOperation(ctx, definition.name, input)
      : await propose(ctx, definition.name, input, conversation, toolCallId);
  } catch (error) {
    const { code, message, fields } = toFailure(error, ctx);
    return { error: { code, message, ...(fields ? { fields } : {}) } } satisfies ToolFailure;
  }
}

function propose(
  ctx: Context,
  operation: string,
  input: Record<string, unknown>,
  { threadId, excerpts }: Conversation,
  toolCallId: string,
): Promise<Proposed> {
  return createProposal(ctx, {
    steps: [{ operation, input }],
    source: { kind: "assistant", threadId, toolCallId },
    // Providers number calls anew in each conversation.
    sourceKey: `assistant:${threadId}:${toolCallId}`,
    excerpts: excerpts?.() ?? [],
  });
}
