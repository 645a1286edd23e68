import { errorStatus } from "#lib/errors.ts";
import type { Result } from "#lib/result.ts";
import { newId, toFailure } from "#server/core/index.ts";
import { logger } from "#server/observability/index.ts";

const acceptableRequestId = /^[\w-]{8,64}$/;

/** The caller's own request id where it is harmless, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && acceptableRequestId.test(given) ? given : newId();
}

interface AnswerOptions {
  status?: number;
  headers?: Record<string, string>;
}

export function answer(data: unknown, requestId: string, options: AnswerOptions = {}): Response {
  return envelope({ ok: true, data }, requestId, { status: 200, ...options });
}

/** The error in the envelope that every door answers; what the caller may not see goes to the log. */
export function refuse(error: unknown, requestId: string, options: AnswerOptions = {}): Response {
  const failure = toFailure(error, { log: logger(), requestId });
  const headers: Record<string, string> = { ...options.headers };
  if (failure.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="OmniCRM"';
  const status = options.status ?? errorStatus[failure.code];
  return envelope({ ok: false, error: failure }, requestId, { status, headers });
}

function envelope(body: Result<unknown>, requestId: string, { status, headers }: AnswerOptions): Response {
  return new Response(JSON.stringify(body), {
    ...(status ? { status } : {}),
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...headers,
    },
  });
}
