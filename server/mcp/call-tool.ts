import type { CallToolRequest, CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { hasOutsideText, outsideNotice } from "#server/assistant/index.ts";
import { type Context, hashOf, toFailure } from "#server/core/index.ts";
import { createProposal, findOperation, operationNameOf, runOperation } from "#server/registry/index.ts";

import { excerptsOfSession, rememberRead } from "./session-reads.ts";

/** A client that repeats a call sends the same key again, in `_meta` beside the arguments. */
const Meta = z.object({ idempotencyKey: z.string().trim().min(1).max(150) });

const StructuredContent = z.record(z.string(), z.unknown());

interface Call {
  session: string;
  requestId: string | number;
}

/** Runs a read, proposes a write. What goes wrong is the tool's result, in words that let the model mend its call. */
export async function callTool(
  ctx: Context,
  params: CallToolRequest["params"],
  call: Call,
): Promise<CallToolResult> {
  try {
    const content = StructuredContent.parse(await runOrPropose(ctx, params, call));
    return { content: [asText(content)], structuredContent: content };
  } catch (error) {
    const { code, message, fields } = toFailure(error, ctx);
    // Without structured content: that has to fit the tool's output schema.
    return { content: [asText({ error: { code, message, ...(fields ? { fields } : {}) } })], isError: true };
  }
}

const asText = (content: unknown) => ({ type: "text" as const, text: JSON.stringify(content) });

async function runOrPropose(
  ctx: Context,
  { name, arguments: input = {}, _meta }: CallToolRequest["params"],
  { session, requestId }: Call,
): Promise<unknown> {
  const operation = findOperation(operationNameOf(name));
  if (!operation?.definition.doors.includes("mcp")) {
    throw new AppError("not_found", `There is no tool named "${name.slice(0, 100)}".`);
  }
  if (operation.definition.effect === "read") return read(ctx, operation.definition.name, input, session);
  const key = Meta.safeParse(_meta);
  return createProposal(ctx, {
    steps: [{ operation: operation.definition.name, input }],
    source: { kind: "mcp", client: ctx.actor.kind === "mcp" ? ctx.actor.client : "unknown" },
    sourceKey: key.success
      ? `mcp-key:${key.data.idempotencyKey}`
      : `mcp:${hashOf({ session, requestId, name, input })}`,
    excerpts: await excerptsOfSession(ctx, session, operation, input),
  });
}

/** What others wrote is marked as such, before it: whoever hands it to a model hands on the mark as well. */
async function read(ctx: Context, name: string, input: unknown, session: string): Promise<unknown> {
  const output = await runOperation(ctx, name, input);
  if (!hasOutsideText(name, output)) return output;
  await rememberRead(ctx, session, name, output);
  return { untrusted: true, notice: outsideNotice("the other fields"), ...StructuredContent.parse(output) };
}
