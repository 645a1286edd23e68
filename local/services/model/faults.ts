import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** For tests: what the next requests meet instead of an answer. `reason: "cut"` answers, and breaks off in the middle. */
export const Fault = z.object({
  method: z.string().optional(),
  path: z.string(),
  status: z.int().min(0).max(599),
  reason: z.string().optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  times: z.int().min(1).default(1),
});
type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** True when the fault has answered; false when the request goes on. */
  meet(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
}

const chunksBeforeCut = 4;

export function openFaults(): Faults {
  let waiting: Fault[] = [];
  const take = (method: string, path: string): Fault | undefined => {
    const fault = waiting.find((one) => (one.method ?? method) === method && path.startsWith(one.path));
    if (fault) fault.times -= 1;
    waiting = waiting.filter(({ times }) => times > 0);
    return fault;
  };
  return {
    add: (fault) => void waiting.push({ ...fault }),
    clear: () => void (waiting = []),
    async meet(request, response, path) {
      const fault = take(request.method ?? "GET", path);
      if (!fault) return false;
      if (fault.delayMs !== undefined) await sleep(fault.delayMs);
      if (fault.reason === "cut") return cutLater(response);
      if (fault.status === 0) return false;
      response.writeHead(fault.status, { "content-type": "application/json", "retry-after": "1" });
      response.end(
        JSON.stringify({
          error: {
            message: fault.reason ?? "A fault that was asked for",
            type: "fault",
            code: fault.reason ?? null,
          },
        }),
      );
      return true;
    },
  };
}

function cutLater(response: ServerResponse): false {
  let written = 0;
  const write = response.write.bind(response);
  response.write = (...args: unknown[]) => {
    written += 1;
    if (written > chunksBeforeCut) {
      response.socket?.destroy();
      return false;
    }
    // The overloads of write take what its caller gave.
    return write(...(args as Parameters<typeof write>));
  };
  return false;
}
