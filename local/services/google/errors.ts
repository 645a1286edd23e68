/** An answer in the words of Google's APIs. `reason` is what clients branch on. */
export class GoogleError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: number, reason: string, message: string, retryAfterSeconds?: number) {
    super(message);
    this.name = "GoogleError";
    this.code = code;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const statuses: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  410: "GONE",
  412: "FAILED_PRECONDITION",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

const usage = new Set([
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "quotaExceeded",
  "dailyLimitExceeded",
  "accessNotConfigured",
]);

export const notFound = (): GoogleError =>
  new GoogleError(404, "notFound", "Requested entity was not found.");
export const invalid = (message: string): GoogleError => new GoogleError(400, "invalidArgument", message);

export function errorResponse({ code, reason, message, retryAfterSeconds }: GoogleError): Response {
  const domain = usage.has(reason) ? "usageLimits" : "global";
  const details =
    reason === "insufficientPermissions"
      ? [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            domain: "googleapis.com",
          },
        ]
      : undefined;
  const status = statuses[code] ?? "UNKNOWN";
  const body = { error: { code, message, errors: [{ message, domain, reason }], status, details } };
  const headers = new Headers();
  if (code === 401) headers.set("www-authenticate", 'Bearer realm="https://accounts.google.com/"');
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return Response.json(body, { status: code, headers });
}
