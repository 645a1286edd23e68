"use client";

import { History, Plus } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";

import type { ThreadPage } from "#lib/schemas/chat-threads.ts";
import { type Asked, attachComposer, takeAsked } from "#components/layout/assistant-state.ts";
import type { QueuedMessage } from "#components/layout/assistant-queue.ts";
import { useCurrentRecord } from "#components/layout/current-record.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { Announcement } from "./announcement.tsx";
import { Composer } from "./composer.tsx";
import { Messages } from "./messages.tsx";
import type { ModelInUse } from "./model-in-use.ts";
import { ModelLine } from "./model-line.tsx";
import { NoModel } from "./no-model.tsx";
import { NotThere } from "./not-there.tsx";
import { QueuedMessages } from "./queued-messages.tsx";
import { SendFailure } from "./send-failure.tsx";
import { Suggestions } from "./suggestions.tsx";
import { ThreadList } from "./thread-list.tsx";
import { useConversation } from "./use-conversation.ts";
import { useModel } from "./use-model.ts";

interface AssistantPanelProps {
  /** Beside a page, or as a page of its own. */
  place: "panel" | "page";
  /** A text from elsewhere; each is taken once. */
  asked: Asked | null;
  /** Where they are known already. */
  threads?: ThreadPage | null;
  model?: ModelInUse | null;
}

const readerWords =
  "Your role lets you read here. Asking the assistant is for members; an owner or admin can change your role.";

/** A conversation with the assistant, and the way to the others. It fills the height it is given. */
export function AssistantPanel({ place, asked, threads = null, model: known = null }: AssistantPanelProps) {
  const { conversation, isNone, show } = useConversation(place);
  const state = useSyncExternalStore(conversation.subscribe, conversation.current, conversation.current);
  const model = useModel(known);
  const [isListing, setListing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { page, leavePage } = usePage();
  const mayAsk = useMay("chat:write");
  const isPage = place === "page";
  const isAnswering = state.phase !== "idle";
  const isMissingModel = model !== null && model.name === null;
  const isEmpty = state.threadId === null && state.messages.length === 0;

  useEffect(
    () =>
      attachComposer({
        isOnPage: isPage,
        focus: () => field.current?.focus(),
        // Where there is no field, the key closes what it opened.
        isFocused: () => field.current === null || document.activeElement === field.current,
      }),
    [isPage],
  );

  useEffect(() => {
    if (!mayAsk || !asked || !takeAsked(asked)) return;
    if (!asked.isSent) return begin(asked.text);
    show(null);
    void conversation.send(asked.text, asked.about ?? page);
    function begin(text: string) {
      const { draft } = conversation.current();
      conversation.type(draft.trim() === "" ? text : `${draft.trimEnd()}\n${text}`);
    }
  }, [mayAsk, asked, conversation, show, page]);

  const open = (id: string | null) => {
    setListing(false);
    show(id);
    requestAnimationFrame(() => field.current?.focus());
  };
  const beginWith = (text: string, caret: number) => {
    conversation.type(text);
    const element = field.current;
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(caret, caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "ArrowUp" && event.target === field.current && state.draft === "") {
      const option = event.currentTarget.querySelector<HTMLElement>("button[data-choice]");
      option?.focus();
      if (option) event.preventDefault();
      return;
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (isListing) setListing(false);
    else if (isAnswering) void conversation.stop();
    else return;
    event.preventDefault();
  };
  const send = useCallback(
    (text: string) => {
      setListing(false);
      void conversation.send(text, page);
    },
    [conversation, page],
  );
  const toField = (message: QueuedMessage) => {
    conversation.putBack(message);
    requestAnimationFrame(() => field.current?.focus());
  };
  const editQueued = (message: QueuedMessage) => {
    conversation.unqueue(message);
    toField(message);
  };
  const removeQueued = (message: QueuedMessage) => {
    conversation.unqueue(message);
    requestAnimationFrame(() => field.current?.focus());
    showToast({
      text: "The message that waited is removed",
      action: { label: "Undo", run: () => toField(message) },
    });
  };
  const choose = useCallback(
    (turnId: string, toolCallId: string, option: number) => {
      void conversation.choose(turnId, toolCallId, option);
      field.current?.focus();
    },
    [conversation],
  );
  const retry = useCallback((turnId: string) => void conversation.retry(turnId), [conversation]);

  const untitled = state.threadId === null && mayAsk ? "New conversation" : "Conversation";
  const title = state.thread?.title ?? untitled;
  const Title = isPage ? "h2" : "p";
  return (
    <div className="flex min-h-0 grow" onKeyDown={onKeyDown}>
      {isPage && (
        <div className="flex w-64 shrink-0 flex-col border-r border-border max-lg:hidden">
          <ThreadList currentId={state.threadId} initial={threads} hasKeys onOpen={open} />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 grow flex-col">
        <div className="flex h-10 shrink-0 items-center gap-1 border-b border-border pr-2 pl-2 max-md:h-12">
          <Button
            look="quiet"
            size="icon"
            aria-label="Conversations"
            aria-expanded={isListing}
            className={isPage ? "lg:hidden" : ""}
            onClick={() => setListing(!isListing)}
          >
            <History aria-hidden="true" />
          </Button>
          <Title className="min-w-0 grow truncate px-1 font-medium" title={title}>
            {isListing ? "Conversations" : title}
          </Title>
          {mayAsk && (
            <Button
              look="quiet"
              size="icon"
              aria-label="New conversation"
              disabled={isEmpty && !isListing}
              onClick={() => open(null)}
            >
              <Plus aria-hidden="true" />
            </Button>
          )}
        </div>
        {isListing ? (
          <ThreadList currentId={state.threadId} initial={null} hasKeys={isPage} onOpen={open} />
        ) : isEmpty ? (
          <div className="mx-auto flex min-h-0 w-full max-w-3xl grow flex-col overflow-y-auto">
            {/* By its margin: what is pushed to the end of a box by its alignment cannot be scrolled to. */}
            <div className="mt-auto">
              {isPage && (isNone || state.isGone) && <NotThere onList={() => setListing(true)} />}
              {!mayAsk ? (
                <EmptyState>{readerWords}</EmptyState>
              ) : isMissingModel ? (
                <NoModel />
              ) : (
                <Suggestions onAsk={send} onBegin={beginWith} />
              )}
            </div>
          </div>
        ) : (
          <Messages
            key={state.opened}
            state={state}
            onChoose={mayAsk ? choose : null}
            onRetry={mayAsk ? retry : null}
            onMore={() => void conversation.more()}
          />
        )}
        <Announcement {...state} />
        {state.failure && <SendFailure failure={state.failure} onClose={conversation.forgive} />}
        <QueuedMessages queue={state.queue} onEdit={editQueued} onRemove={removeQueued} />
        {!mayAsk && !isEmpty && !isListing && (
          <p className="mx-auto w-full max-w-3xl px-4 py-2 text-text-muted">{readerWords}</p>
        )}
        {mayAsk && !isMissingModel && (
          <Composer
            field={field}
            draft={state.draft}
            page={page}
            mentions={state.mentions}
            isAnswering={isAnswering}
            isStopping={state.isStopping}
            onType={conversation.type}
            onMention={conversation.mention}
            onLeavePage={leavePage}
            onSend={send}
            onStop={() => void conversation.stop()}
          />
        )}
        {mayAsk && <ModelLine model={model} />}
      </div>
    </div>
  );
}

/** The record whose page is shown, until it is taken off; another page's is another matter. */
function usePage() {
  const shown = useCurrentRecord();
  const [leftId, setLeftId] = useState<string | null>(null);
  const page = shown?.id === leftId ? null : shown;
  return { page, leavePage: () => setLeftId(shown?.id ?? null) };
}
