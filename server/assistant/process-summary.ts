import { z } from "zod";

import type { Decision, Source } from "#lib/schemas/chat.ts";
import { meteredValue } from "#server/billing/index.ts";
import {
  type NumberedMessage,
  readForSummary,
  saveSummary,
  type StoredPart,
  type ThreadSummary,
} from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";
import { readyTokenizer, versionOf } from "#server/llm/index.ts";

import { aboutLine } from "./about-line.ts";
import { foundIn } from "./found-tools.ts";
import { foldable } from "./history.ts";
import type { OutsideText } from "./outside.ts";
import { saidIn } from "./own-words.ts";
import { summaryPrompt } from "./prompts/summary.ts";
import { noteParts, newReading } from "./reading.ts";

const Shortened = z.strictObject({
  gist: z.string().min(1).max(4_000),
  open: z.array(z.string().max(300)).max(12),
});

/** Of what the executor has to know: the newest, as much as a long conversation needs. */
const keptMax = { records: 150, decisions: 60, said: 60, outside: 60, found: 30 };
const saidMax = 300;
const outsideMax = 600;

/**
 * Shortens the beginning of a conversation. Run again it finds nothing to do; what a model answers in another form than it
 * was asked for is not written, and the conversation stays as it was.
 */
export async function processSummary({
  ctx,
  payload: { threadId },
  signal,
}: Pick<RunningJob<"chat.summarise">, "ctx" | "payload" | "signal">): Promise<unknown> {
  const { summary: before, messages } = await readForSummary(ctx, threadId);
  await readyTokenizer();
  const folded = foldable(messages);
  const last = folded.at(-1);
  if (!last) return { shortened: 0 };
  const facts = kept(before, folded);
  const { text, model } = await shorten(ctx, {
    ...{ threadId, turnId: last.turnId, signal, data: transcript(before, folded) },
    records: facts.records.map(({ href }) => href),
  });
  const summary = {
    ...facts,
    ...{ upToSeq: last.seq, text, model, promptVersion: versionOf(summaryPrompt) },
  };
  const isSaved = await saveSummary(ctx, threadId, { from: before, summary });
  return { shortened: isSaved ? folded.length : 0 };
}

interface Asked {
  threadId: string;
  /** The last one that is shortened: by it a call is found again. */
  turnId: string;
  /** What the conversation has read, by the way to it. */
  records: readonly string[];
  signal: AbortSignal;
  data: string;
}

async function shorten(
  ctx: Context,
  { threadId, turnId, records, signal, data }: Asked,
): Promise<{ text: string; model: string }> {
  const promptVersion = versionOf(summaryPrompt);
  // A worker that was killed before it wrote the summary does not pay for it again.
  const { value, model } = await meteredValue(
    ctx,
    { useCase: "summarise", promptVersion, turnId, cacheKey: threadId, readRecords: () => records },
    {
      ...{ name: "summary", schema: Shortened, data, signal },
      ...{ instructions: summaryPrompt.text, maxOutputTokens: 1_500 },
    },
  );
  return { text: [value.gist, ...value.open.map((point) => `- ${point}`)].join("\n"), model };
}

const lineMax = 1_200;
const transcriptMax = 120_000;
const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max)}…` : text);

/** As lines, each marked by whose words it has; the oldest go first where it is too long. */
function transcript(before: ThreadSummary | null, messages: readonly NumberedMessage[]): string {
  const lines = messages.flatMap(({ role, parts }) => parts.flatMap((part) => lineOf(role, part)));
  return [
    ...(before ? [`earlier summary: ${before.text}`] : []),
    lines
      .map((line) => cut(line, lineMax))
      .join("\n")
      .slice(-transcriptMax),
  ].join("\n");
}

function lineOf(role: "user" | "assistant", part: StoredPart): string[] {
  switch (part.type) {
    case "text":
      return [`${role === "user" ? "person" : "assistant"}: ${part.text}`];
    case "decision":
      return [`app: ${part.decision.label}: ${part.decision.outcome}`];
    case "chosen":
      return [`app: the person chose ${JSON.stringify(part.chosen.label)}, in the words of the assistant`];
    case "tool":
      if (part.choice) {
        const { question, options } = part.choice;
        return [`assistant: ${question} (${options.map(({ label }) => label).join(" / ")})`];
      }
      return [
        `${part.untrusted ? "outside" : "tool"}, ${part.label}: ${JSON.stringify(part.untrusted ? part.output : (part.error ?? part.output))}`,
      ];
    case "about":
      return [`app: ${aboutLine(part.items)}`];
    case "sources":
      return [];
  }
}

/** What does not depend on the model's words. */
function kept(
  before: ThreadSummary | null,
  messages: readonly NumberedMessage[],
): Omit<ThreadSummary, "upToSeq" | "text" | "model" | "promptVersion"> {
  const outside: OutsideText[] = [];
  const reading = newReading(false, [], (texts) => outside.push(...texts));
  const parts = messages.flatMap((message) => message.parts);
  noteParts(reading, parts);
  const said = messages.flatMap(({ role, parts: some }) =>
    role === "user" ? saidIn(some).map((words) => cut(words, saidMax)) : [],
  );
  const named = new Set(before?.records.map(({ href }) => href));
  return {
    records: newest<Source>(
      [
        ...(before?.records ?? []),
        // One that is only mentioned does not take the name of one that was read.
        ...[...reading.sources.values()]
          .filter(({ label, href }) => label !== "" || !named.has(href))
          .map((source) => ({ ...source, cited: false })),
      ],
      ({ href }) => href,
      keptMax.records,
    ),
    decisions: newest<Decision>(
      [
        ...(before?.decisions ?? []),
        ...parts.flatMap((part) => (part.type === "decision" ? [part.decision] : [])),
      ],
      ({ proposalId }) => proposalId,
      keptMax.decisions,
    ),
    said: newest([...(before?.said ?? []), ...said], (text) => text, keptMax.said),
    outside: newest(
      [...(before?.outside ?? []), ...outside.map((one) => ({ ...one, text: cut(one.text, outsideMax) }))],
      ({ text }) => text,
      keptMax.outside,
    ),
    found: newest([...(before?.found ?? []), ...foundIn(parts)], (name) => name, keptMax.found),
  };
}

/** Each once, as it was last, in the order in which they came. */
function newest<T>(all: readonly T[], keyOf: (one: T) => string, max: number): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) {
    byKey.delete(keyOf(one));
    byKey.set(keyOf(one), one);
  }
  return [...byKey.values()].slice(-max);
}
