import type { ChatMessage, MessageMetadata, MessagePart } from "#lib/schemas/chat.ts";

/** What the stream of a turn brings: lib/schemas/chat.ts tells in which order. */
export type Chunk =
  | { type: "start"; messageId: string; messageMetadata: MessageMetadata }
  | { type: "text-start" | "text-end" | "finish" }
  | { type: "text-delta"; delta: string }
  | { type: "message-metadata"; messageMetadata: MessageMetadata }
  | AnswerPart;

/** What an answer may consist of, but for its text: what a question is about stands with the question. */
type AnswerPart = Exclude<MessagePart, { type: "text" | "data-about" | "data-chosen" }>;

/** The answer as the first chunk of its stream announces it; a stream always begins with all of it. */
export const beginAnswer = (
  { messageId, messageMetadata }: Extract<Chunk, { type: "start" }>,
  createdAt: string,
): ChatMessage => ({
  id: messageId,
  role: "assistant",
  parts: [],
  metadata: messageMetadata,
  createdAt,
});

/** The answer with a chunk more. What is unknown changes nothing. */
export function applyChunk(answer: ChatMessage, chunk: Chunk): ChatMessage {
  switch (chunk.type) {
    case "text-start":
      return { ...answer, parts: [...answer.parts, { type: "text", text: "" }] };
    case "text-delta":
      return { ...answer, parts: withText(answer.parts, chunk.delta) };
    case "message-metadata":
      return { ...answer, metadata: chunk.messageMetadata };
    case "data-tool":
    case "data-proposal":
    case "data-choice":
    case "data-decision":
    case "data-sources":
      return { ...answer, parts: withPart(answer.parts, chunk) };
    default:
      return answer;
  }
}

function withText(parts: readonly MessagePart[], delta: string): MessagePart[] {
  const last = parts.at(-1);
  if (last?.type !== "text") return [...parts, { type: "text", text: delta }];
  return [...parts.slice(0, -1), { type: "text", text: last.text + delta }];
}

/** A part with the same id is told again when it has changed. */
function withPart(parts: readonly MessagePart[], part: AnswerPart): MessagePart[] {
  const at = parts.findIndex((one) => one.type === part.type && one.id === part.id);
  return at < 0 ? [...parts, part] : parts.with(at, part);
}
