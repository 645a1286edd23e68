"use client";

import { ArrowUp, Square } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";

import { Button } from "#components/ui/button.tsx";

interface ComposerProps {
  field: Ref<HTMLTextAreaElement>;
  draft: string;
  isAnswering: boolean;
  isStopping: boolean;
  onType: (draft: string) => void;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Of SendMessageInput. */
const lengthMax = 8_000;

/** Enter sends, or lets it wait for the answer's end; Shift and Enter begin a line, Escape stops the answer. */
export function Composer({ field, draft, isAnswering, isStopping, onType, onSend, onStop }: ComposerProps) {
  const send = () => {
    if (draft.trim() !== "") onSend(draft);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="mx-auto w-full max-w-3xl px-4 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-1.5 rounded-card border border-border-control bg-surface p-1.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus">
        <textarea
          ref={field}
          rows={1}
          aria-label="Message to the assistant"
          aria-keyshortcuts="Meta+J Control+J"
          placeholder="Ask, or tell it what to do"
          value={draft}
          maxLength={lengthMax}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-44 min-h-8 w-full min-w-0 resize-none bg-transparent px-1.5 py-1.5 text-reading outline-none placeholder:text-text-muted max-md:min-h-10 max-md:text-[1rem]"
        />
        {isAnswering && (
          <Button size="icon" aria-label="Stop the answer" title="Esc" pending={isStopping} onClick={onStop}>
            <Square aria-hidden="true" className="size-3! fill-current" />
          </Button>
        )}
        {(!isAnswering || draft.trim() !== "") && (
          <Button
            type="submit"
            look="primary"
            size="icon"
            aria-label={isAnswering ? "Send after the answer" : "Send"}
            title="⏎"
            disabled={draft.trim() === ""}
          >
            <ArrowUp aria-hidden="true" />
          </Button>
        )}
      </div>
    </form>
  );
}
