import { env } from "#server/env.ts";
import { redis, within } from "#server/realtime/index.ts";

const everyMs = 3_000;

/** Says in Redis that a worker is there; health reads it. Expires by itself when the process goes away. */
export function announce(): { stop: () => void } {
  const say = () => {
    const said = within(
      250,
      redis().set(`${env().REDIS_PREFIX}:worker-seen`, String(Date.now()), "PX", everyMs * 4),
    );
    said.catch(() => undefined);
  };
  say();
  const timer = setInterval(say, everyMs);
  return { stop: () => clearInterval(timer) };
}
