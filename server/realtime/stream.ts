import { sql } from "drizzle-orm";

import { perProcess } from "#lib/per-process.ts";
import type { Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";
import { openStreams } from "#server/observability/index.ts";

import { listen, type LiveEvent } from "./live.ts";

const heartbeatMs = 15_000;
/** Functions end after five minutes; the browser connects again by itself. */
const lifetimeMs = 240_000;
const replayMax = 200;
/** Says that more was missed than is sent again: what is shown has to be read anew. components/live/stream.ts knows it. */
const missedType = "stream.missed";

const open = perProcess("realtime.streams", () => new Set<() => void>());

/** Ends every stream of this process, so that it can stop at once. */
export function closeStreams(): void {
  for (const close of open) close();
}

interface StreamOptions {
  /** The browser's Last-Event-ID: events after it are sent again. */
  lastEventId: string | null;
  signal: AbortSignal;
}

/**
 * Server-sent events of one browser: a snapshot of the unfinished jobs from the rows, missed events, then what comes.
 * Each is `{ type, id }`; where too much was missed, one says so. A heartbeat keeps proxies from closing it.
 */
export function openStream(ctx: Context, { lastEventId, signal }: StreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let release: () => void = () => undefined;
  return new ReadableStream({
    async start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const send = (event: LiveEvent) =>
        write(
          `${event.id ? `id: ${event.id}\n` : ""}data: ${JSON.stringify({ type: event.type, id: event.subject })}\n\n`,
        );
      const pending: LiveEvent[] = [];
      let ready = false;
      const target = { workspaceId: ctx.workspace.id, userId: ctx.user.id };
      const unlisten = await listen(target, (events) =>
        ready ? events.forEach(send) : pending.push(...events),
      );
      const heartbeat = setInterval(() => write(": heartbeat\n\n"), heartbeatMs);
      let stopped = false;
      const stop = () => {
        if (stopped) return;
        release();
        controller.close();
      };
      const end = setTimeout(stop, lifetimeMs);
      release = () => {
        stopped = true;
        ready = false;
        clearInterval(heartbeat);
        clearTimeout(end);
        unlisten();
        open.delete(stop);
        openStreams.set(open.size);
        signal.removeEventListener("abort", stop);
      };
      open.add(stop);
      openStreams.set(open.size);
      signal.addEventListener("abort", stop);
      if (signal.aborted) return stop();
      write("retry: 2000\n\n");
      const events = await snapshot(ctx, lastEventId).catch((error: unknown) => {
        release();
        throw error;
      });
      if (stopped) return;
      events.forEach(send);
      ready = true;
      pending.forEach(send);
    },
    // The browser went away: the controller is closed already.
    cancel: () => release(),
  });
}

interface SnapshotRow extends Record<string, unknown> {
  id: string;
  type: string;
  subject: string;
}

async function snapshot(ctx: Context, lastEventId: string | null): Promise<LiveEvent[]> {
  const since = lastEventId && /^[0-9a-f-]{36}$/.test(lastEventId) ? lastEventId : null;
  return asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, async (tx) => {
    const jobs = await tx.execute<SnapshotRow>(sql`
      select '' as id, 'job.changed' as type, id as subject from crm.jobs
      where user_id = ${ctx.user.id} and status in ('queued', 'running', 'paused') order by id desc limit 50`);
    if (!since) return [...jobs];
    const missed = await tx.execute<SnapshotRow>(sql`
      select id, type, (select value from jsonb_each_text(payload) limit 1) as subject from crm.outbox
      where user_id = ${ctx.user.id} and id > ${since} order by id limit ${replayMax + 1}`);
    if (missed.length <= replayMax) return [...jobs, ...missed];
    // With the newest id, so that the browser asks from there the next time.
    const [newest] = await tx.execute<{ id: string }>(sql`
      select id from crm.outbox where user_id = ${ctx.user.id} order by id desc limit 1`);
    return [...jobs, { id: newest?.id ?? since, type: missedType, subject: "" }];
  });
}
