import { type Logger as PinoLogger, pino } from "pino";

import { env } from "../env.ts";

export type Logger = PinoLogger;

/** Names of fields that never reach a log line, however deep they stand. */
const secretFields = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "apiKey",
  "key",
  "accessToken",
  "refreshToken",
];
/** Mail text and addresses: only at trace. */
const personalFields = [
  "subject",
  "body",
  "snippet",
  "text",
  "html",
  "email",
  "address",
  "displayName",
  "name",
];

let root: Logger | undefined;

/** One JSON line per event on standard output. Doors and jobs pass a child of it down in the context. */
export function logger(): Logger {
  if (root) return root;
  const { LOG_LEVEL } = env();
  const hidden = LOG_LEVEL === "trace" ? secretFields : [...secretFields, ...personalFields];
  root = pino({
    level: LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: hidden.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: "[hidden]" },
    serializers: { err: describeError },
  });
  return root;
}

interface DescribedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: DescribedError;
}

/** Keeps type, message, code, stack and cause; leaves out query parameters that drivers attach. */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 200) };
  const described: DescribedError = { type: error.name, message: firstLine(error.message) };
  if ("code" in error && typeof error.code === "string") described.code = error.code;
  const frames = framesOf(error);
  if (frames.length > 0) described.stack = frames.slice(0, 12).join("\n");
  if (error.cause !== undefined) described.cause = describeError(error.cause);
  return described;
}

// The stack begins with the message, and lines of a mail in it may look like frames.
function framesOf({ stack = "", message }: Error): string[] {
  const end = stack.indexOf(message);
  const lines = (end === -1 ? stack : stack.slice(end + message.length)).split("\n");
  return lines.filter((line) => /^ +at \S.*?(:\d+:\d+|native|<anonymous>|index \d+)\)?$/.test(line));
}

// Drizzle puts the parameters, which may be mail, on the lines after the query.
function firstLine(message: string): string {
  return (message.split("\nparams:")[0] ?? "").slice(0, 2000);
}
