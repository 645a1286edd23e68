import { memo } from "react";

import type { ChatMessage } from "#lib/schemas/chat.ts";

import { DecisionLine } from "./decision-line.tsx";

/** What you said, or decided. */
export const Question = memo(function Question({ message }: { message: ChatMessage }) {
  return (
    <article aria-label="You" className="grid min-w-0 justify-items-end gap-2">
      {message.parts.map((part, index) => {
        if (part.type === "data-decision") return <DecisionLine key={index} decision={part.data} />;
        if (part.type !== "text") return null;
        return (
          <p
            key={index}
            className="max-w-[88%] rounded-card bg-sunken px-3 py-2 text-reading break-words whitespace-pre-wrap"
          >
            {part.text}
          </p>
        );
      })}
    </article>
  );
});
