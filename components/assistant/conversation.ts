import type {
  About,
  AboutRef,
  ChatMessage,
  ModelChoice,
  SendMessageInput,
  TurnStarted,
} from "#lib/schemas/chat.ts";
import type { ThreadWithMessages } from "#lib/schemas/chat-threads.ts";
import type { Failure, Result } from "#lib/result.ts";
import { keepQueue, keptQueue, type Queue, type QueuedMessage } from "#components/layout/assistant-queue.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";
import { read } from "#components/live/read.ts";
import type { Reader } from "#components/live/reader.ts";

import { applyChunk, beginAnswer, type Chunk } from "./chunks.ts";
import {
  type ConversationState,
  emptyConversation,
  newClientKey,
  ownChoice,
  ownMessage,
} from "./conversation-state.ts";
import { aboutOf, isSame, mentionsIn, toMessage } from "./mention.ts";
import { mergeMessages } from "./merge-messages.ts";
import { inField, nextOf } from "./message-queue.ts";
import { readChunks } from "./read-chunks.ts";
import { ask, followAnswer, stopAnswer } from "./requests.ts";
import { messagesAtOnce, watchThread } from "./watch-thread.ts";

const notifyEveryMs = 40;
const reconnectMs = 700;
const againMs = 5_000;

interface Refused {
  failure: Failure;
  isUnsure: boolean;
}

interface Ways {
  retryTurn: (input: { id: string }) => Promise<Result<TurnStarted>>;
  /** Which models are to answer. */
  choice?: () => ModelChoice;
}

/** One conversation as one tab sees it: read, streamed, and followed when something happens elsewhere. */
export function createConversation({ retryTurn, choice = () => "auto" }: Ways) {
  let state = emptyConversation(null);
  let line = new AbortController();
  let reader: Reader | null = null;
  let streaming: string | null = null;
  let isFollowing = false;
  let wantsStop = false;
  let onThread: (threadId: string | null) => void = () => undefined;
  let unsure: { text: string; threadId: string | null; key: string } | null = null;
  let deferredId: string | null = null;
  let onItsWay: QueuedMessage | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function notify(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  }

  function set(difference: Partial<ConversationState>): void {
    state = { ...state, ...difference };
    notify();
  }

  /** For what comes many times a second. */
  function setSoon(difference: Partial<ConversationState>): void {
    state = { ...state, ...difference };
    timer ??= setTimeout(notify, notifyEveryMs);
  }

  function leave(): void {
    line.abort();
    line = new AbortController();
    reader?.stop();
    reader = null;
    streaming = null;
    isFollowing = false;
    wantsStop = false;
    onItsWay = null;
  }

  function open(threadId: string | null): void {
    if (threadId === state.threadId && (reader !== null || threadId === null)) return;
    leave();
    // What waits in a conversation without a name is kept nowhere else.
    const unnamed = state.threadId === null ? state.queue : [];
    const { draft, mentions } = withBack(unnamed);
    const queue = threadId === null ? [] : keptQueue(threadId);
    state = { ...emptyConversation(threadId), draft, mentions, queue, opened: state.opened + 1 };
    set({});
    if (threadId !== null) watch(threadId).now();
  }

  function watch(threadId: string): Reader {
    const isMoving = () => state.messages.some(({ metadata }) => /running|waiting/.test(metadata.status));
    reader = watchThread({ threadId, onResult: receive, isMoving });
    return reader;
  }

  function receive(result: Result<ThreadWithMessages>): void {
    if (!result.ok) {
      if (result.error.code !== "not_found") return set({ isLoading: false, failure: result.error });
      giveBack([]);
      open(null);
      return onThread(null);
    }
    const { thread, items, nextCursor } = result.data;
    const hadEarlier = state.messages.length > items.length;
    const messages = mergeMessages(state.messages, items, {
      streaming,
      isSending: state.phase === "sending",
    });
    set({ thread, messages, cursor: hadEarlier ? state.cursor : nextCursor, isLoading: false });
    if (thread.runningTurnId === null || isFollowing) return settle();
    set({ phase: "answering" });
    void follow(thread.id);
  }

  async function follow(threadId: string): Promise<void> {
    const { signal } = line;
    isFollowing = true;
    const result = await followAnswer(threadId, signal);
    if (signal.aborted) return;
    isFollowing = false;
    if ("response" in result && result.response) return consume(result.response);
    set({ phase: "idle", isStopping: false });
    if ("response" in result) return reader?.soon();
    set({ failure: result.failure });
    if (result.isUnsure) setTimeout(() => !signal.aborted && reader?.soon(), againMs);
  }

  async function consume(response: Response): Promise<void> {
    const { signal } = line;
    isFollowing = true;
    let isWhole = false;
    try {
      for await (const chunk of readChunks(response)) {
        if (signal.aborted) return;
        take(chunk);
        isWhole ||= chunk.type === "finish";
      }
    } catch {
      // Broken off: what is missing is asked for below.
    }
    if (signal.aborted) return;
    isFollowing = false;
    if (isWhole) {
      set({ phase: "idle", isStopping: false, answeredId: streaming });
      streaming = null;
    } else {
      await new Promise((resolve) => setTimeout(resolve, reconnectMs));
      if (signal.aborted) return;
      streaming = null;
      set({ phase: "idle" });
    }
    reader?.now();
  }

  function take(chunk: Chunk): void {
    if (chunk.type === "start") {
      const { threadId } = chunk.messageMetadata;
      const answer = beginAnswer(chunk, new Date().toISOString());
      const others = state.messages.filter(({ id }) => id !== answer.id);
      streaming = answer.id;
      set({ messages: [...others, answer], phase: "answering" });
      if (state.threadId === null) begun(threadId);
      return;
    }
    setSoon({
      messages: state.messages.map((message) =>
        message.id === streaming ? applyChunk(message, chunk) : message,
      ),
    });
  }

  function begun(threadId: string): void {
    set({ threadId });
    keep();
    watch(threadId).soon();
    onThread(threadId);
    if (wantsStop) void stop();
  }

  /** What is on its way is kept until it has arrived: sent once more after a reload, it is the same message by its key. */
  function keep(): void {
    const queue = onItsWay ? [onItsWay, ...state.queue] : state.queue;
    if (state.threadId !== null) keepQueue(state.threadId, queue);
  }

  function setQueue(queue: Queue): void {
    set({ queue });
    keep();
  }

  /** Puts all that waits into the field, after what was tried last. */
  function giveBack(tried: Queue): void {
    const field = withBack([...tried, ...state.queue]);
    setQueue([]);
    set(field);
  }

  /** The field, with messages before what is being typed, and what they mention. */
  function withBack(messages: Queue): Pick<ConversationState, "draft" | "mentions"> {
    const draft = inField(
      messages.map(({ text }) => text),
      state.draft,
    );
    const mentions = messages.flatMap((message) => message.mentions).reduce(withOne, [...state.mentions]);
    return { draft, mentions: mentionsIn(draft, mentions) };
  }

  /** Sends what waits, when its time has come. */
  function settle(): void {
    const { queue, messages, phase } = state;
    const next = nextOf({ queue, messages, isBusy: phase !== "idle" || isFollowing });
    if (next.do === "giveBack") return giveBack([]);
    if (next.do === "wait") return;
    set({ queue: next.rest });
    void deliver(next.message);
  }

  /** With the record whose page is shown. True when it arrived, or waits for the end of an answer; else it is in the field again. */
  async function send(text: string, page: NamedRecord | null = null): Promise<boolean> {
    if (text.trim() === "") return false;
    const message = { id: newClientKey(), text, page, mentions: mentionsIn(text, state.mentions) };
    set({ draft: "", mentions: [] });
    if (state.phase === "idle" && state.queue.length === 0) return deliver(message);
    setQueue([...state.queue, message]);
    return true;
  }

  async function deliver(message: QueuedMessage): Promise<boolean> {
    const { page, mentions } = message;
    const { threadId } = state;
    const text = toMessage(message.text, mentions);
    const about = aboutOf(page, mentions);
    const isAgain = unsure?.text === text && unsure.threadId === threadId;
    const key = isAgain && unsure ? unsure.key : message.id;
    const own = ownMessage(text, named(about, [...(page ? [page] : []), ...mentions]), threadId);
    const input = {
      message: text,
      clientKey: key,
      model: choice(),
      about,
      ...(threadId ? { threadId } : {}),
    };
    onItsWay = message;
    keep();
    const result = await put(own, input);
    if (result === "left") return false;
    onItsWay = null;
    keep();
    if (result === "arrived") {
      unsure = null;
      return true;
    }
    unsure = result.isUnsure ? { text, threadId, key } : null;
    refused(message, result.failure);
    reader?.soon();
    return false;
  }

  /** Answers the question with which the last answer ended. Sent again it is the same answer. */
  async function choose(turnId: string, toolCallId: string, option: number): Promise<void> {
    const { threadId, phase, messages } = state;
    const asked = messages
      .at(-1)
      ?.parts.find((part) => part.type === "data-choice" && part.id === toolCallId);
    const offered = asked?.type === "data-choice" ? asked.data.options[option - 1] : undefined;
    if (phase !== "idle" || threadId === null || !offered) return;
    const own = ownChoice({ toolCallId, option, ...offered }, threadId);
    const result = await put(own, { threadId, choice: { turnId, toolCallId, option }, model: choice() });
    if (result === "left" || result === "arrived") return;
    set({ failure: result.failure });
    reader?.soon();
  }

  /** Shows a message and sends it; where it did not arrive it is not shown any more. */
  async function put(own: ChatMessage, input: SendMessageInput): Promise<"left" | "arrived" | Refused> {
    const { signal } = line;
    set({ messages: [...state.messages, own], phase: "sending", failure: null });
    isFollowing = true;
    const result = await ask(input, signal);
    if (signal.aborted) return "left";
    if ("response" in result) {
      if (result.response) void consume(result.response);
      return "arrived";
    }
    isFollowing = false;
    set({ messages: state.messages.filter(({ id }) => id !== own.id), phase: "idle" });
    return result;
  }

  /** Where another tab was first it waits for that answer, once; otherwise the person is told, and has it in the field. */
  function refused(message: QueuedMessage, failure: Failure): void {
    const isBusyElsewhere = failure.code === "conflict" && state.threadId !== null;
    if (isBusyElsewhere && deferredId !== message.id) {
      deferredId = message.id;
      return setQueue([message, ...state.queue]);
    }
    giveBack([message]);
    set({ failure });
  }

  async function stop(): Promise<void> {
    const { threadId, phase } = state;
    if (phase === "idle") return;
    set({ isStopping: true });
    if (threadId === null) {
      wantsStop = true;
      return;
    }
    const failure = await stopAnswer(threadId);
    if (failure) set({ isStopping: false, failure });
  }

  /** Answers a message again whose answer failed or was stopped. */
  async function retry(turnId: string): Promise<void> {
    set({ phase: "sending", failure: null });
    const result = await retryTurn({ id: turnId });
    if (!result.ok) {
      set({ phase: "idle", failure: result.error });
      return settle();
    }
    const isOld = (id: string, role: string) => id === turnId && role === "assistant";
    const messages = state.messages.filter(({ metadata, role }) => !isOld(metadata.turnId, role));
    set({ messages, phase: "idle" });
    reader?.now();
  }

  /** Reads earlier messages. */
  async function more(): Promise<void> {
    const { threadId, cursor } = state;
    if (threadId === null || cursor === null) return;
    const path = `/chat/${threadId}?limit=${messagesAtOnce}&cursor=${encodeURIComponent(cursor)}`;
    const result = await read<ThreadWithMessages>(path);
    if (state.threadId !== threadId) return;
    if (!result.ok) return set({ failure: result.error });
    const known = new Set(state.messages.map(({ id }) => id));
    const earlier = result.data.items.filter(({ id }) => !known.has(id));
    set({ messages: [...earlier, ...state.messages], cursor: result.data.nextCursor });
  }

  return {
    current: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Told when a conversation has begun here, or the one that was shown is not there any more. */
    tell(listener: typeof onThread) {
      onThread = listener;
    },
    open,
    send,
    choose,
    stop,
    retry,
    more,
    type: (draft: string) => set({ draft, mentions: mentionsIn(draft, state.mentions) }),
    mention: (mention: NamedRecord, draft: string) =>
      set({ draft, mentions: mentionsIn(draft, withOne(state.mentions, mention)) }),
    /** Takes a message that waits out of the queue. */
    unqueue: ({ id }: QueuedMessage) => setQueue(state.queue.filter((message) => message.id !== id)),
    /** Puts a message into the field, before what is being typed. */
    putBack: (message: QueuedMessage) => set(withBack([message])),
    forgive: () => set({ failure: null }),
    reload: () => reader?.now(),
    close: leave,
  };
}

const withOne = (mentions: readonly NamedRecord[], mention: NamedRecord): NamedRecord[] => [
  ...mentions.filter((one) => !isSame(one, mention)),
  mention,
];

const named = (about: readonly AboutRef[], records: readonly NamedRecord[]): About[] =>
  about.map((ref) => ({ ...ref, label: records.find(({ id }) => id === ref.id)?.label ?? "" }));

export type Conversation = ReturnType<typeof createConversation>;
