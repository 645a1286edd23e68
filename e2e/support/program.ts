import type { Page } from "@playwright/test";

import { expect } from "./test.ts";

/** A key of the person at the page, made as people make one: with all rights. */
export async function makeKey(page: Page, name = "A journey’s program"): Promise<string> {
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "Create a key" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByText("All that you may").click();
  await page.getByRole("button", { name: "Create the key" }).click();
  await expect(page.getByText(/It is shown this once/)).toBeVisible();
  const key = await page
    .locator("code")
    .filter({ hasText: /^ocrm_/ })
    .textContent();
  await page.getByRole("button", { name: "I have copied it" }).click();
  return key ?? "";
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
