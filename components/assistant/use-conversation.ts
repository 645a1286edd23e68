"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";

import { retryTurn } from "#components/actions/chat.ts";
import { keepThread, keptThread, threadInPath, threadPath } from "#components/layout/assistant-thread.ts";

import { type Conversation, createConversation } from "./conversation.ts";
import { keepBesideTab } from "./keep-beside-tab.ts";
import { modelChoice } from "./model-choice.ts";

interface Shown {
  conversation: Conversation;
  /** The address names none that could be. */
  isNone: boolean;
  /** Goes to another conversation; null begins one. */
  show: (threadId: string | null) => void;
}

/** The conversation that is shown: on a page of its own the address names it, in the panel the tab remembers it. */
export function useConversation(place: "panel" | "page"): Shown {
  const router = useRouter();
  const pathname = usePathname();
  const inPath = threadInPath(pathname);
  const isPage = place === "page";
  const [conversation] = useState(() => createConversation({ retryTurn, choice: modelChoice }));

  useEffect(() => {
    conversation.tell((threadId) => {
      keepThread(threadId);
      if (isPage) router.replace(threadPath(threadId), { scroll: false });
    });
  }, [conversation, isPage, router]);

  useEffect(() => {
    if (isPage) keepThread(inPath);
    conversation.open(isPage ? inPath : keptThread());
  }, [conversation, isPage, inPath]);

  useEffect(() => keepBesideTab(conversation), [conversation]);
  useEffect(() => () => conversation.close(), [conversation]);

  const show = useCallback(
    (threadId: string | null) => {
      keepThread(threadId);
      conversation.open(threadId);
      if (isPage) router.push(threadPath(threadId), { scroll: false });
    },
    [conversation, isPage, router],
  );
  const isNone = isPage && inPath === null && pathname.startsWith("/assistant/");
  return { conversation, isNone, show };
}
