"use client";

import { ArrowUp, Square } from "lucide-react";
import type { KeyboardEvent, RefObject } from "react";

import { countOf, formatNumber } from "#lib/format/number.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";
import { Button } from "#components/ui/button.tsx";
import { InlineError } from "#components/ui/inline-error.tsx";

import { AboutChips } from "./about-chips.tsx";
import { distinct, isSame, withMention, withoutMention } from "./mention.ts";
import { MentionList } from "./mention-list.tsx";
import { useMentionList } from "./use-mention-list.ts";

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  /** The record whose page is shown, unless it was taken off. */
  page: NamedRecord | null;
  mentions: readonly NamedRecord[];
  isAnswering: boolean;
  isStopping: boolean;
  onType: (draft: string) => void;
  onMention: (mention: NamedRecord, draft: string) => void;
  onLeavePage: () => void;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Of SendMessageInput, with room for what names of mentioned records become. */
const lengthMax = 7_500;

/**
 * Enter sends, or lets it wait for the answer's end; Shift and Enter begin a line, "@" mentions a record, Escape stops the
 * answer.
 */
export function Composer(props: ComposerProps) {
  const { field, draft, page, mentions, isAnswering, isStopping } = props;
  const { onType, onMention, onLeavePage, onSend, onStop } = props;
  const list = useMentionList({
    draft,
    mentions,
    onChoose(item, at) {
      const mention = distinct(item, mentions);
      const next = withMention(draft, at, mention.label);
      onMention(mention, next.draft);
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(next.caret, next.caret);
      });
    },
  });
  const remove = (item: NamedRecord) => {
    if (mentions.includes(item)) onType(withoutMention(draft, item.label));
    else onLeavePage();
    field.current?.focus();
  };
  const isTooLong = draft.length > lengthMax;
  const send = () => {
    if (draft.trim() !== "" && !isTooLong) onSend(draft);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (list.takesKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="relative mx-auto w-full max-w-3xl px-4 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {list.isOpen && (
        <MentionList id={list.id} items={list.items} active={list.index} onChoose={list.choose} />
      )}
      <p aria-live="polite" className="sr-only">
        {list.isOpen
          ? `${countOf(list.items.length, "record")} to mention. Arrow keys and Enter choose.`
          : ""}
      </p>
      <div className="grid gap-1.5 rounded-card border border-border-control bg-surface p-1.5 has-[textarea:focus]:outline-2 has-[textarea:focus]:outline-offset-1 has-[textarea:focus]:outline-focus">
        <AboutChips
          items={[...(page ? [page] : []), ...mentions.filter((one) => !isSame(one, page))]}
          onRemove={remove}
        />
        <div className="flex items-end gap-1.5">
          <textarea
            {...list.props}
            ref={field}
            rows={1}
            aria-label="Message to the assistant"
            aria-keyshortcuts="Meta+J Control+J"
            placeholder="Ask, or tell it what to do"
            value={draft}
            onChange={(event) => {
              onType(event.target.value);
              list.moved(event.target.selectionStart);
            }}
            onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
              list.moved(selectionStart === selectionEnd ? selectionStart : null)
            }
            onBlur={() => list.moved(null)}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-44 min-h-8 w-full min-w-0 resize-none bg-transparent px-1.5 py-1.5 text-reading outline-none placeholder:text-text-muted max-md:min-h-10 max-md:text-[1rem]"
          />
          {isAnswering && (
            <Button
              size="icon"
              aria-label="Stop the answer"
              title="Esc"
              pending={isStopping}
              onClick={onStop}
            >
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
              disabled={draft.trim() === "" || isTooLong}
            >
              <ArrowUp aria-hidden="true" />
            </Button>
          )}
        </div>
        {isTooLong && (
          <InlineError
            className="px-1.5"
            message={`At most ${formatNumber(lengthMax)} characters fit into one message; here are ${formatNumber(draft.length)}.`}
          />
        )}
      </div>
    </form>
  );
}
