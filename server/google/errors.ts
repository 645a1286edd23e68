import { z } from "zod";

import { AppError, type ErrorCode } from "#lib/errors.ts";
import { addDays, dateIn, startOfDay } from "#lib/zone.ts";

export type GoogleErrorKind =
  /** 401: the access token is not taken (any more). */
  | "unauthorized"
  /** The grant itself is over: the person has to connect again. */
  | "invalid_grant"
  | "insufficient_scope"
  | "rate_limited"
  /** 404; of Gmail's history: the start is too old. */
  | "not_found"
  /** 410: the calendar's sync token is too old. */
  | "gone"
  /** Another refusal, which the same request will meet again. */
  | "refused"
  /** Google or the way there is down: it may pass. */
  | "unavailable";

const words: Record<GoogleErrorKind, { code: ErrorCode; message: string }> = {
  unauthorized: { code: "forbidden", message: "Google did not let us in. Connect this account again." },
  invalid_grant: { code: "forbidden", message: "Google asks you to connect this account again." },
  insufficient_scope: {
    code: "forbidden",
    message: "Google was not allowed to hand this over. Connect again and tick the box for it.",
  },
  rate_limited: { code: "rate_limited", message: "Google asks us to slow down. It goes on in a moment." },
  not_found: { code: "not_found", message: "Google does not have this any more." },
  gone: { code: "gone", message: "Google does not keep changes from that long ago. A full look is needed." },
  refused: {
    code: "unsupported",
    message: "Google refused this request. Please try again, or ask whoever runs this.",
  },
  unavailable: { code: "unavailable", message: "Google cannot be reached right now. Please try again soon." },
};

const longWords = "Google asks us to slow down for a while. It goes on by itself after that.";
const dailyWords =
  "Google's limit for a whole day is used up. It counts anew at midnight in California, and this goes on by itself then.";

/**
 * What Google answered, in words for the user and a kind for the code. Never carries the request: it holds tokens.
 * `retryAfterMs` is what Retry-After said, else null.
 */
export class GoogleError extends AppError {
  readonly kind: GoogleErrorKind;
  readonly status: number | null;
  readonly reason: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    kind: GoogleErrorKind,
    details: { status?: number; reason?: string; retryAfterMs?: number; cause?: Error } = {},
  ) {
    const waitMs = kind === "rate_limited" ? (details.retryAfterMs ?? 0) : 0;
    const limited = waitMs > longestWaitMs ? dailyWords : waitMs > momentMs ? longWords : null;
    super(words[kind].code, limited ?? words[kind].message, { cause: details.cause });
    this.name = "GoogleError";
    this.kind = kind;
    this.status = details.status ?? null;
    this.reason = details.reason ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }

  /** How long it is of no use to ask again, where that is more than a moment; else null. */
  get longWaitMs(): number | null {
    const { kind, retryAfterMs } = this;
    return kind === "rate_limited" && retryAfterMs !== null && retryAfterMs > momentMs ? retryAfterMs : null;
  }
}

const Response = z.object({ status: z.number(), headers: z.unknown(), data: z.unknown() });
const Failed = z.object({ response: Response });
/** https://google.aip.dev/193, and OAuth's own shape, where `error` is a word. */
const Reason = z.object({ reason: z.string() });
const ApiBody = z.object({
  error: z.object({
    errors: z.array(Reason).optional(),
    details: z
      .array(
        z.looseObject({
          reason: z.string().optional(),
          metadata: z.looseObject({ quota_limit: z.string().optional() }).optional().catch(undefined),
        }),
      )
      .optional(),
    status: z.string().optional(),
  }),
});
const OauthBody = z.object({ error: z.string() });

/** Of anything that a call to Google threw, in place of it: its request and address stay behind. */
export function toGoogleError(error: unknown): GoogleError {
  if (error instanceof GoogleError) return error;
  const failed = Failed.safeParse(error);
  if (!failed.success) return new GoogleError("unavailable", { cause: new Error(nameOf(error)) });
  const { status, headers, data } = failed.data.response;
  const reason = reasonOf(data);
  const retryAfterMs = isOfTheDay(status, reason, data) ? untilNextDay() : retryAfterOf(headers);
  return new GoogleError(kindOf(status, reason), {
    status,
    ...(reason === null ? {} : { reason }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

const Named = z.object({ name: z.string(), code: z.union([z.string(), z.number()]).optional() });

function nameOf(error: unknown): string {
  const named = Named.safeParse(error);
  return named.success ? `${named.data.name} ${named.data.code ?? ""}`.trim() : typeof error;
}

function reasonOf(data: unknown): string | null {
  const oauth = OauthBody.safeParse(data);
  if (oauth.success) return oauth.data.error.slice(0, 100);
  const api = ApiBody.safeParse(data);
  if (!api.success) return null;
  const { errors = [], details = [], status } = api.data.error;
  // The details are the newer and more exact ones.
  const reason = details.find((detail) => detail.reason)?.reason ?? errors[0]?.reason ?? status;
  return reason?.slice(0, 100) ?? null;
}

const dailyReasons = /^(?:daily_?limit_?exceeded|quota_?exceeded)/i;

/** The project's limit for a day: the older reasons name it, the newer ones the limit that was met. */
function isOfTheDay(status: number, reason: string | null, data: unknown): boolean {
  if (status !== 403 && status !== 429) return false;
  const details = ApiBody.safeParse(data).data?.error.details ?? [];
  const isNamed = details.some(({ metadata }) => /per_?day/i.test(metadata?.quota_limit ?? ""));
  return isNamed || (reason !== null && dailyReasons.test(reason));
}

const rateReasons = /rate_?limit|quota|limit_?exceeded/i;
const scopeReasons = /scope|insufficient_?permission/i;

function kindOf(status: number, reason: string | null): GoogleErrorKind {
  if (reason === "invalid_grant") return "invalid_grant";
  // OAuth says 401 when this installation itself is not known: no new token mends that.
  if (status === 401) return reason === "invalid_client" ? "refused" : "unauthorized";
  if (status === 404) return "not_found";
  if (status === 410) return "gone";
  if (status === 429) return "rate_limited";
  if (status === 403 && reason && rateReasons.test(reason)) return "rate_limited";
  if (status === 403 && reason && scopeReasons.test(reason)) return "insufficient_scope";
  return status >= 500 || status === 408 ? "unavailable" : "refused";
}

/** What Retry-After may ask for; a wait of more is one for the next day. */
const longestWaitMs = 60 * 60_000;
const momentMs = 60_000;
/** Google's days of quotas are those of California. */
const zoneOfDays = "America/Los_Angeles";

/** A little after the midnight at which Google counts anew, and never so soon that it would pass for a pause. */
function untilNextDay(now = Date.now()): number {
  const tomorrow = addDays(dateIn(new Date(now), zoneOfDays), 1);
  return Math.max(startOfDay(tomorrow, zoneOfDays).getTime() - now, longestWaitMs) + 2 * momentMs;
}

/** The Headers of googleapis are those of a library of its own, and no instance of Node's. */
function headerOf(headers: unknown, name: string): string | null {
  if (typeof headers !== "object" || headers === null || !("get" in headers)) return null;
  if (typeof headers.get !== "function") return null;
  const value: unknown = Reflect.apply(headers.get, headers, [name]);
  return typeof value === "string" ? value : null;
}

/** Seconds or a date, as RFC 9110 has it; bounded, since it comes from outside. */
function retryAfterOf(headers: unknown): number | null {
  const value = headerOf(headers, "retry-after");
  if (!value) return null;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), longestWaitMs) : null;
}
