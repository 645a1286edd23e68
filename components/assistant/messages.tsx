"use client";

import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { ChatMessage } from "#lib/schemas/chat.ts";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

import { Answer } from "./answer.tsx";
import type { ConversationState } from "./conversation-state.ts";
import { Question } from "./question.tsx";

interface MessagesProps {
  state: ConversationState;
  /** Null for whom the role does not let ask. */
  onChoose: ((turnId: string, toolCallId: string, option: number) => void) | null;
  onRetry: ((turnId: string) => void) | null;
  onMore: () => void;
}

const nearPx = 48;
const distanceOf = ({ scrollHeight, scrollTop, clientHeight }: Element) =>
  scrollHeight - scrollTop - clientHeight;

/** What was said. It stays at its end while you are there; where you read further up, it leaves you alone. */
export function Messages({ state, onChoose, onRetry, onMore }: MessagesProps) {
  const { messages, cursor, isLoading, phase } = state;
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const [isAway, setAway] = useState(false);
  const lastId = messages.at(-1)?.id;
  const isWaiting = phase === "sending" && messages.at(-1)?.role === "user";

  const toEnd = () => {
    const element = box.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setAway(false);
  };
  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const isNear = distanceOf(element) < nearPx;
    // Further down without having been moved up: what is above has grown.
    if (isNear || element.scrollTop < lastTop.current) atEnd.current = isNear;
    lastTop.current = element.scrollTop;
    setAway(!atEnd.current);
  };
  // What opens under your hand stays where it is.
  const letGo = () => {
    if (phase === "idle") atEnd.current = false;
  };

  useEffect(() => {
    const content = inner.current;
    const element = box.current;
    if (!content || !element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
      setAway(distanceOf(element) >= nearPx);
    });
    observer.observe(content);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const isSending = phase === "sending";
  useEffect(() => {
    const element = box.current;
    if (!isSending || !element) return;
    atEnd.current = true;
    element.scrollTop = element.scrollHeight;
  }, [isSending]);

  return (
    <div className="flex min-h-0 grow flex-col">
      <div
        ref={box}
        role="region"
        aria-label="Messages"
        tabIndex={0}
        onScroll={onScroll}
        onPointerDownCapture={letGo}
        onKeyDownCapture={letGo}
        className="min-h-0 grow overflow-y-auto -outline-offset-2"
      >
        <div ref={inner} className="mx-auto grid max-w-3xl gap-4 p-4">
          {cursor !== null && (
            <Button look="quiet" size="small" className="justify-self-center" onClick={onMore}>
              Show earlier messages
            </Button>
          )}
          {isLoading && <Waiting />}
          {messages.map((message, index) =>
            message.role === "user" ? (
              <Question key={message.id} message={message} />
            ) : (
              <Answer
                key={message.id}
                message={message}
                isLast={message.id === lastId && phase === "idle"}
                chosen={chosenIn(messages[index + 1])}
                onChoose={onChoose}
                onRetry={onRetry}
              />
            ),
          )}
          {isWaiting && <p className="appear-late text-text-muted">Sending…</p>}
        </div>
      </div>
      {isAway && (
        <div className="flex shrink-0 justify-center border-t border-border py-0.5">
          <Button look="quiet" size="small" onClick={toEnd}>
            <ArrowDown aria-hidden="true" />
            To the newest message
          </Button>
        </div>
      )}
    </div>
  );
}

const chosenIn = (message: ChatMessage | undefined): number | null =>
  message?.parts.flatMap((part) => (part.type === "data-chosen" ? [part.data.option] : []))[0] ?? null;

function Waiting() {
  return (
    <div role="status" aria-label="Loading the conversation" className="grid gap-3">
      <Skeleton className="h-9 w-2/3 justify-self-end" />
      <Skeleton className="h-16" />
      <Skeleton className="h-9 w-1/2 justify-self-end" />
      <Skeleton className="h-16" />
    </div>
  );
}
