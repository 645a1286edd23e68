import { setTimeout as wait } from "node:timers/promises";

import { turnStatus } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { redis, within } from "#server/realtime/index.ts";

import type { ChatChunk, Sink } from "./sink.ts";

const keyOf = (turnId: string) => `${env().REDIS_PREFIX}:chat:${turnId}`;
const flushMs = 30;
const redisMs = 250;
const keptSeconds = 15 * 60;
const pollMs = 60;
const lookMs = 1_000;
const end = "end";

/** Keeps the chunks of a turn for who comes later or from elsewhere. Best effort: once Redis fails it is left alone. */
export function redisSink(turnId: string): Sink {
  let waiting: ChatChunk[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isBroken = false;
  let isFirst = true;
  let last = Promise.resolve();
  const send = (entries: string[]) => {
    last = last.then(async () => {
      if (isBroken || entries.length === 0) return;
      try {
        const commands = redis().multi();
        if (isFirst) commands.del(keyOf(turnId));
        isFirst = false;
        for (const entry of entries) commands.xadd(keyOf(turnId), "*", "c", entry);
        commands.expire(keyOf(turnId), keptSeconds);
        await within(redisMs, commands.exec());
      } catch {
        isBroken = true;
      }
    });
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) send([JSON.stringify(waiting)]);
    waiting = [];
  };
  return {
    write(chunk) {
      waiting.push(chunk);
      timer ??= setTimeout(flush, flushMs);
    },
    async close() {
      flush();
      send([end]);
      await last;
    },
  };
}

/**
 * The chunks of a turn from its first one, and on until it ends. Where Redis is away or lost them, the last chunks say
 * that the conversation is to be read again, once the turn has ended.
 */
export async function* followTurn(
  ctx: Context,
  { threadId, turnId }: { threadId: string; turnId: string },
): AsyncGenerator<ChatChunk> {
  let cursor = "-";
  let lookedAt = Date.now();
  let overSince: number | null = null;
  while (!ctx.signal.aborted) {
    const entries = await entriesAfter(turnId, cursor);
    for (const [id, value] of entries) {
      cursor = `(${id}`;
      if (value === end) return;
      yield* JSON.parse(value) as ChatChunk[];
    }
    if (entries.length === 0 && Date.now() - lookedAt > lookMs) {
      lookedAt = Date.now();
      const status = await turnStatus(ctx, turnId);
      if (status !== "running") {
        // Its last chunks may still be on their way.
        overSince ??= Date.now();
        if (Date.now() - overSince >= lookMs) {
          yield {
            type: "message-metadata",
            messageMetadata: {
              threadId,
              turnId,
              status: status ?? "failed",
              model: null,
              usage: null,
              error: null,
              reload: true,
            },
          };
          yield { type: "finish" };
          return;
        }
      }
    }
    await wait(pollMs);
  }
}

async function entriesAfter(turnId: string, cursor: string): Promise<[string, string][]> {
  try {
    const found = await within(redisMs, redis().xrange(keyOf(turnId), cursor, "+", "COUNT", 200));
    return found.map(([id, [, value = "[]"]]) => [id, value]);
  } catch {
    return [];
  }
}
