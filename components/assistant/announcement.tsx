import type { ChatMessage } from "#lib/schemas/chat.ts";

import type { ConversationState } from "./conversation-state.ts";

const spokenMax = 1_000;

/** Reads an answer out once it is whole, not letter by letter. */
export function Announcement({ phase, messages, answeredId }: ConversationState) {
  const answered = messages.find(({ id }) => id === answeredId);
  return (
    <p aria-live="polite" className="sr-only">
      {phase === "idle" ? answered && spoken(answered) : "The assistant is answering."}
    </p>
  );
}

const optionWords = ({ label }: { label: string }, index: number) => `${index + 1}: ${label}.`;

function spoken({ parts, metadata }: ChatMessage): string {
  const said = parts
    .flatMap((part) => {
      if (part.type === "text") return [part.text];
      return part.type === "data-choice" ? [part.data.question, ...part.data.options.map(optionWords)] : [];
    })
    .join(" ");
  const words = said.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[*_`#>|]+/g, "");
  const waits = parts.some(({ type }) => type === "data-proposal") ? " A proposal waits for you." : "";
  if (metadata.status === "stopped") return "Stopped.";
  return `${words.slice(0, spokenMax)}${waits}`;
}
