import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { GoogleError, errorResponse } from "../errors.ts";

export const Fault = z.strictObject({
  method: z.string().optional(),
  /** The beginning of a path, or a pattern in which * stands for anything. */
  path: z.string(),
  /** Without one the request is only delayed. */
  status: z.int().min(400).max(599).optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  delayMs: z.int().nonnegative().optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
  /** The request is done all the same, and only its answer is this one. */
  after: z.boolean().default(false),
  /** The answer breaks off in its body. */
  cut: z.boolean().default(false),
  /** Its head comes, and its body only so much later. */
  stallMs: z.int().positive().optional(),
  /** So many requests pass before the first one is struck. */
  skip: z.int().nonnegative().default(0),
  times: z.int().positive().default(1),
});
export type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(faults: readonly Fault[]): void;
  clear(): void;
  pending(): readonly Fault[];
  /** The answer that an ordered fault gives instead of the real one, if one fits. */
  strike(method: string, path: string, when?: "before" | "after"): Promise<Response | null>;
}

const usualReasons: Readonly<Record<number, string>> = {
  401: "authError",
  403: "rateLimitExceeded",
  404: "notFound",
  410: "fullSyncRequired",
  412: "conditionNotMet",
  429: "rateLimitExceeded",
};

/** OAuth's, in place of reasons. */
const usualWords: Readonly<Record<number, string>> = { 403: "access_denied", 429: "rate_limit_exceeded" };

export function makeFaults(): Faults {
  let ordered: Fault[] = [];
  return {
    add(faults) {
      ordered.push(...faults.map((fault) => ({ ...fault })));
    },
    clear() {
      ordered = [];
    },
    pending: () => ordered,
    async strike(method, path, when = "before") {
      const fault = ordered.find(
        (one) =>
          one.after === (when === "after") && (one.method ?? method) === method && fits(one.path, path),
      );
      if (fault === undefined) return null;
      if (fault.skip > 0) {
        fault.skip -= 1;
        return null;
      }
      fault.times -= 1;
      ordered = ordered.filter((one) => one.times > 0);
      if (fault.delayMs !== undefined) await sleep(fault.delayMs);
      if (fault.cut || fault.stallMs !== undefined) return cutOff(fault.stallMs);
      return fault.status === undefined ? null : answer(fault, fault.status, path);
    },
  };
}

function cutOff(afterMs = 10): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":"'));
    },
    async pull(controller) {
      await sleep(afterMs);
      controller.error(new Error("cut off"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json", "content-length": "1000" } });
}

function fits(pattern: string, path: string): boolean {
  if (!pattern.includes("*")) return path.startsWith(pattern);
  const source = pattern
    .split("*")
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(path);
}

function answer(fault: Fault, status: number, path: string): Response {
  const retryAfterSeconds = fault.retryAfterSeconds ?? (status === 429 ? 1 : undefined);
  if (/^\/(oauth2\/)?(token|revoke)$/.test(path)) {
    const error =
      fault.reason ?? usualWords[status] ?? (status >= 500 ? "internal_failure" : "invalid_grant");
    const headers = new Headers();
    if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
    return Response.json({ error, error_description: fault.message ?? error }, { status, headers });
  }
  const reason = fault.reason ?? usualReasons[status] ?? (status >= 500 ? "backendError" : "invalid");
  return errorResponse(new GoogleError(status, reason, fault.message ?? reason, retryAfterSeconds));
}
