import type { Redis } from "ioredis";
import { z } from "zod";

import { perProcess } from "#lib/per-process.ts";
import { bindPorts, type PublishedEvent } from "#server/core/index.ts";
import { env } from "#server/env.ts";

import { connectRedis, redis, within } from "./redis.ts";

/** What a browser is told: that something changed, and its id. It reads the rest under its own rights. */
const LiveEvent = z.object({ id: z.string(), type: z.string(), subject: z.string() });
export type LiveEvent = z.infer<typeof LiveEvent>;

const Message = z.object({ userId: z.string(), events: z.array(LiveEvent) });

type Listener = (events: LiveEvent[]) => void;

interface Room {
  listeners: Map<Listener, string>;
}

const state = perProcess(
  "realtime.live",
  (): { rooms: Map<string, Room>; subscriber?: Redis | undefined } => ({
    rooms: new Map(),
  }),
);

const channelOf = (workspaceId: string) => `${env().REDIS_PREFIX}:live:${workspaceId}`;

/** Tells the open pages of a user; at most 250 ms, best effort. */
export async function publishLive(
  target: { workspaceId: string; userId: string },
  events: LiveEvent[],
): Promise<void> {
  const message = JSON.stringify({ userId: target.userId, events });
  await within(250, redis().publish(channelOf(target.workspaceId), message));
}

const toLive = (event: PublishedEvent): LiveEvent => ({
  id: event.id,
  type: event.type,
  subject: Object.values(event.payload)[0] ?? "",
});

/** Binds core's port for events to Redis. Called once at boot of web and worker. */
export function bindRealtime(): void {
  bindPorts({ publish: (target, events) => publishLive(target, events.map(toLive)) });
}

/** One Redis subscriber per process, whatever the number of open streams. Answers the function that stops listening. */
export async function listen(
  target: { workspaceId: string; userId: string },
  listener: Listener,
): Promise<() => void> {
  const channel = channelOf(target.workspaceId);
  const room = state.rooms.get(channel) ?? { listeners: new Map() };
  state.rooms.set(channel, room);
  room.listeners.set(listener, target.userId);
  if (room.listeners.size === 1) await within(250, subscribed().subscribe(channel)).catch(() => undefined);
  return () => {
    room.listeners.delete(listener);
    if (room.listeners.size > 0) return;
    state.rooms.delete(channel);
    state.subscriber?.unsubscribe(channel).catch(() => undefined);
  };
}

function subscribed(): Redis {
  if (state.subscriber) return state.subscriber;
  const subscriber = connectRedis({ maxRetriesPerRequest: null });
  state.subscriber = subscriber;
  subscriber.on("message", (channel: string, raw: string) => {
    const message = Message.safeParse(JSON.parse(raw));
    if (!message.success) return;
    for (const [listener, userId] of state.rooms.get(channel)?.listeners ?? []) {
      if (userId === message.data.userId) listener(message.data.events);
    }
  });
  return subscriber;
}

export function closeSubscriber(): void {
  state.subscriber?.disconnect();
  state.subscriber = undefined;
}
