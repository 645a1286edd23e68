import type { JSONValue, ModelMessage } from "ai";

import type { StoredMessage, StoredPart, ToolPart } from "#server/chat/index.ts";

/** About 30,000 tokens; what is older is left out. */
const historyMax = 120_000;
const recentMessages = 6;
const oldOutputMax = 1_500;

/**
 * The conversation as a model reads it, from what is stored and nothing else: oldest first, each answer as the steps in
 * which it was made. `answer` is what the turn that now runs has said and done before it was interrupted.
 */
export function modelMessages(
  history: readonly StoredMessage[],
  answer: readonly StoredPart[],
): ModelMessage[] {
  const groups = history.map(({ role, parts }, index) =>
    role === "user"
      ? parts.flatMap(questionOf)
      : answerOf(parts, index < history.length - recentMessages ? oldOutputMax : Infinity),
  );
  const kept: ModelMessage[][] = [];
  let size = 0;
  for (const group of groups.reverse()) {
    size += JSON.stringify(group).length;
    if (size > historyMax && kept.length > 0) break;
    kept.unshift(group);
  }
  // A conversation begins with what the person said.
  while (kept.length > 0 && kept[0]?.[0]?.role !== "user") kept.shift();
  return [...kept.flat(), ...answerOf(answer, Infinity)];
}

function questionOf(part: StoredPart): ModelMessage[] {
  switch (part.type) {
    case "text":
      return [{ role: "user", content: part.text }];
    case "decision":
      return [{ role: "user", content: part.answer }];
    case "tool":
    case "sources":
      return [];
  }
}

function answerOf(parts: readonly StoredPart[], outputMax: number): ModelMessage[] {
  const steps = new Map<number, { text: string; tools: ToolPart[] }>();
  for (const part of parts) {
    if (part.type !== "text" && part.type !== "tool") continue;
    const step = steps.get(part.step) ?? { text: "", tools: [] };
    steps.set(part.step, step);
    if (part.type === "text") step.text += part.text;
    else step.tools.push(part);
  }
  return [...steps.values()].flatMap(({ text, tools }) => stepOf(text, tools, outputMax));
}

function stepOf(text: string, tools: ToolPart[], outputMax: number): ModelMessage[] {
  const said = text === "" ? [] : [{ type: "text" as const, text }];
  const calls = tools.map(({ toolCallId, toolName, input }) => ({
    type: "tool-call" as const,
    toolCallId,
    toolName,
    input,
  }));
  if (said.length + calls.length === 0) return [];
  const results = tools.map(({ toolCallId, toolName, output }) => ({
    type: "tool-result" as const,
    toolCallId,
    toolName,
    output: { type: "json" as const, value: shortened(output, outputMax) },
  }));
  return [
    { role: "assistant", content: [...said, ...calls] },
    ...(results.length > 0 ? [{ role: "tool" as const, content: results }] : []),
  ];
}

function shortened(output: unknown, max: number): JSONValue {
  const json = JSON.stringify(output ?? null);
  if (json.length > max) return { leftOut: "This was read earlier. Read it again if you need it." };
  return JSON.parse(json) as JSONValue;
}
