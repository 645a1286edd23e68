import { z } from "zod";

import { excerptsOfProgram, type OutsideText, outsideTexts } from "#server/assistant/index.ts";
import { type Context, hashOf, type Operation } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import type { Excerpt } from "#lib/schemas/proposals.ts";
import { redis, within } from "#server/realtime/index.ts";

const Stored = z.object({
  text: z.string(),
  from: z.string().nullable(),
  interactionId: z.string().nullable(),
});

const keptSeconds = 24 * 60 * 60;
const textsMax = 400;
const textMax = 4_000;
const redisMs = 250;

/** By who calls: a session's name that somebody guessed is another session. */
function keyOf({ workspace, user, actor }: Context, session: string): string {
  const key = actor.kind === "mcp" || actor.kind === "apiKey" ? actor.apiKeyId : "";
  return `${env().REDIS_PREFIX}:mcp:${hashOf([workspace.id, user.id, key, session])}`;
}

/**
 * Remembers what a client's session has read of what others wrote. At best: a proposal of a program warns in any case,
 * and what is remembered only says more exactly of what.
 */
export async function rememberRead(
  ctx: Context,
  session: string,
  operation: string,
  output: unknown,
): Promise<void> {
  const texts = outsideTexts(operation, output).slice(-textsMax);
  if (texts.length === 0) return;
  const key = keyOf(ctx, session);
  const entries = texts.map((text) => JSON.stringify({ ...text, text: text.text.slice(0, textMax) }));
  const commands = (await ready())
    .multi()
    .rpush(key, ...entries)
    .ltrim(key, -textsMax, -1)
    .expire(key, keptSeconds);
  await within(redisMs, commands.exec()).catch(() => undefined);
}

/** The first call of a process comes before its connection. */
async function ready(): Promise<ReturnType<typeof redis>> {
  const connection = redis();
  if (connection.status !== "ready") {
    const opened = new Promise<void>((resolve) => connection.once("ready", () => resolve()));
    await within(redisMs, opened).catch(() => undefined);
  }
  return connection;
}

/** The texts among those that may have led to the call. */
export async function excerptsOfSession(
  ctx: Context,
  session: string,
  operation: Operation,
  input: unknown,
): Promise<Excerpt[]> {
  const kept = await within(redisMs, (await ready()).lrange(keyOf(ctx, session), 0, -1)).catch(() => []);
  const texts: OutsideText[] = kept.map((entry) => Stored.parse(JSON.parse(entry)));
  return excerptsOfProgram(operation, input, texts);
}
