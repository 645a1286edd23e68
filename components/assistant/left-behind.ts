import {
  leftKey,
  queued,
  type Queue,
  type QueuedMessage,
  takenKey,
} from "#components/layout/assistant-queue.ts";

const tabKey = "omnicrm-tab";
const takenMax = 200;

interface Left {
  threadId: string;
  tab: string;
  message: QueuedMessage;
}

const lockOf = (tab: string): string => `omnicrm-tab-${tab}`;

/** The same after a reload. */
function ownTab(): string {
  const known = sessionStorage.getItem(tabKey) ?? crypto.randomUUID();
  sessionStorage.setItem(tabKey, known);
  return known;
}

let isHeld = false;

/** Lets others know that this tab is there: the browser gives the lock back when it is closed, however that comes about. */
function holdTab(tab: string): void {
  if (isHeld) return;
  isHeld = true;
  void navigator.locks.request(lockOf(tab), () => new Promise(() => undefined));
}

function read(): Left[] {
  const all: unknown = JSON.parse(localStorage.getItem(leftKey) ?? "[]");
  return Array.isArray(all) ? all.flatMap(leftIn) : [];
}

function leftIn(value: unknown): Left[] {
  const { threadId, tab, message } = { threadId: null, tab: null, message: null, ...Object(value) };
  const isLeft = typeof threadId === "string" && typeof tab === "string";
  return isLeft ? queued(message).map((one) => ({ threadId, tab, message: one })) : [];
}

function write(all: readonly Left[]): void {
  if (all.length === 0) localStorage.removeItem(leftKey);
  else localStorage.setItem(leftKey, JSON.stringify(all));
}

/** One tab after the other; nothing where the browser has no locks, or forbids to keep anything. */
async function alone<T>(run: () => T | Promise<T>, otherwise: T): Promise<T> {
  try {
    return await navigator.locks.request(leftKey, async () => run());
  } catch {
    return otherwise;
  }
}

/** Keeps what waits in a conversation of this tab, in place of what waited there before. */
export const keep = (threadId: string, queue: Queue): Promise<void> =>
  alone(() => {
    const tab = ownTab();
    holdTab(tab);
    const others = read().filter((one) => one.tab !== tab || one.threadId !== threadId);
    write([...others, ...queue.map((message) => ({ threadId, tab, message }))]);
  }, undefined);

/** What tabs that are there no more left in a conversation, in its order; to be had once. */
export const take = (threadId: string): Promise<QueuedMessage[]> =>
  alone(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const there = new Set([...held, ...pending].map(({ name }) => name));
    const tab = ownTab();
    const isLeft = (one: Left) => one.threadId === threadId && one.tab !== tab && !there.has(lockOf(one.tab));
    const all = read();
    const left = all.filter(isLeft).map(({ message }) => message);
    if (left.length === 0) return [];
    const before = (localStorage.getItem(takenKey) ?? "").split(" ");
    localStorage.setItem(takenKey, [...before, ...left.map(({ id }) => id)].slice(-takenMax).join(" "));
    write(all.filter((one) => !isLeft(one)));
    return left;
  }, []);
