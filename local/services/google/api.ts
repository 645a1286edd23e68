import type { Google } from "./google.ts";

/** One request of a client that has shown a valid token. */
export interface ApiCall {
  readonly google: Google;
  readonly account: string;
  readonly scopes: ReadonlySet<string>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  param(name: string): string;
  bytes(): Promise<Buffer>;
  /** The body as an object; empty where there is none. */
  json(): Promise<Record<string, unknown>>;
}

export interface ApiRoute {
  /** "GET /gmail/v1/users/:userId/messages" */
  readonly at: string;
  /** Any one of these lets the caller in. */
  readonly scopes: readonly string[];
  /** What one call costs of the quota per user and minute, as Google counts it. */
  readonly units: number;
  /** Answers JSON; undefined becomes 204. */
  run(call: ApiCall): unknown;
}

/** A number from the query between 1 and the most that Google gives. */
export function limitOf(query: URLSearchParams, usual: number, most: number): number {
  const asked = Number(query.get("maxResults") ?? usual);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : usual;
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
