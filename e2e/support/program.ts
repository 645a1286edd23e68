import type { Page } from "@playwright/test";

import { accessToken } from "./people.ts";
import { expect } from "./test.ts";

/** A key of the person at the page, with all rights. */
export async function makeKey(page: Page): Promise<string> {
  const response = await page.request.post("/api/v1/api-keys", {
    headers: { authorization: `Bearer ${await accessToken(page)}` },
    data: { name: "A journey’s program", scopes: ["*"] },
  });
  const body: { ok: boolean; data: { key: string } } = await response.json();
  expect(body).toMatchObject({ ok: true });
  return body.data.key;
}

/** An operation by REST, as a program calls it. */
export async function callRest<T>(
  page: Page,
  key: string,
  method: string,
  path: string,
  data?: unknown,
): Promise<T> {
  const response = await page.request.fetch(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(data === undefined ? {} : { data }),
  });
  const body: { ok: boolean; data: T } = await response.json();
  expect(body, `${method} ${path}`).toMatchObject({ ok: true });
  return body.data;
}

let lastId = 0;

/** A write that a program asks for by MCP: it becomes a proposal. Answers its id. */
export async function proposeByMcp(
  page: Page,
  key: string,
  tool: string,
  input: Record<string, unknown>,
): Promise<string> {
  const response = await page.request.post("/api/mcp", {
    headers: {
      authorization: `Bearer ${key}`,
      accept: "application/json, text/event-stream",
      "content-type": "application/json",
    },
    data: {
      jsonrpc: "2.0",
      id: ++lastId,
      method: "tools/call",
      params: { name: tool, arguments: input, _meta: { idempotencyKey: `journey-${Date.now()}-${lastId}` } },
    },
  });
  const text = await response.text();
  const found = /\\?"proposalId\\?":\\?"([0-9a-f-]{36})/.exec(text)?.[1];
  expect(found, text).toBeDefined();
  return found ?? "";
}
