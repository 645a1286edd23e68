import type { Scope } from "#lib/schemas/permissions.ts";
import { handleRest } from "#server/api/index.ts";
import { createApiKey } from "#server/api-keys/index.ts";
import type { Context } from "#server/core/index.ts";

import { newOwner } from "./fixtures.ts";

export interface Call {
  key?: string | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, as JSON unless the headers say otherwise. */
  raw?: string;
  headers?: Record<string, string>;
  session?: Context;
}

interface Envelope {
  ok: boolean;
  data?: { id: string; items: unknown[]; nextCursor: string | null } & Record<string, unknown>;
  error?: { code: string; message: string; fields?: Record<string, string>; requestId: string };
}

/** A request to /api/v1 as the route handler gets it, and its answer. */
export async function call(method: string, address: string, options: Call = {}) {
  const { key, body, raw, headers, session } = options;
  const url = new URL(`http://localhost:3000/api/v1${address}`);
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(content === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  });
  const path = url.pathname.replace("/api/v1/", "").split("/");
  const response = await handleRest(
    request,
    path,
    session ? { session: () => Promise.resolve(session) } : {},
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) as Envelope };
}

/** A key of the caller. */
export async function keyOf(ctx: Context, scopes: Scope[] = ["*"]): Promise<{ key: string; id: string }> {
  const { key, id } = await createApiKey(ctx, { name: "test", scopes });
  if (!key) throw new Error("a new key was not shown");
  return { key, id };
}

/** The owner of a new workspace, with a key of theirs. */
export async function newKey(scopes?: Scope[]): Promise<{ ctx: Context; key: string; id: string }> {
  const ctx = await newOwner();
  return { ctx, ...(await keyOf(ctx, scopes)) };
}
