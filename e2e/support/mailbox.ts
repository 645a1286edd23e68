import type { Page } from "@playwright/test";

import { callRest } from "./program.ts";
import { expect } from "./test.ts";

export interface Mail {
  id: string;
  from: string;
  to: string;
  subject: string;
  at: Date;
  headers?: Readonly<Record<string, string>>;
  /** With its own content headers where `type` names a multipart. */
  body: string;
  type?: string;
}

/** Mails as one mbox file. */
export function mboxOf(mails: readonly Mail[]): Buffer {
  const lines = mails.flatMap(
    ({ id, from, to, subject, at, headers = {}, body, type = "text/plain; charset=utf-8" }) => [
      "From journey@people.example Sat Jan  3 10:00:00 2026",
      `Message-ID: <${id}>`,
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Date: ${at.toUTCString()}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      "MIME-Version: 1.0",
      `Content-Type: ${type}`,
      "",
      ...body.split("\n").map((line) => line.replace(/^(>*From )/, ">$1")),
      "",
    ],
  );
  return Buffer.from(lines.join("\n"));
}

/** Uploads a file as a program does, approves what it would import and waits for the end. */
export async function importMailbox(page: Page, key: string, file: Buffer, mailbox: string): Promise<void> {
  const response = await page.request.post("/api/v1/imports", {
    headers: { authorization: `Bearer ${key}` },
    multipart: { mailbox, file: { name: "journey.mbox", mimeType: "application/mbox", buffer: file } },
  });
  const body: { ok: boolean; data: { previewId: string } } = await response.json();
  expect(body).toMatchObject({ ok: true });
  await approveByRest(page, key, body.data.previewId);
}

/** From a preview under way to the finished import. */
export async function approveByRest(page: Page, key: string, previewId: string): Promise<void> {
  const status = async (path: string) => (await callRest<{ status: string }>(page, key, "GET", path)).status;
  await expect.poll(() => status(`/previews/${previewId}`), { timeout: 60_000 }).toBe("ready");
  const { batchId } = await callRest<{ batchId: string }>(
    page,
    key,
    "POST",
    `/previews/${previewId}/approve`,
    {},
  );
  await expect.poll(() => status(`/batches/${batchId}`), { timeout: 60_000 }).toBe("done");
}
