import { type DetailedError, type PreviousUpload, Upload as Transfer } from "tus-js-client";

import { formatBytes } from "#lib/format/bytes.ts";
import type { Result } from "#lib/result.ts";
import type { Imported, UploadTicket } from "#lib/schemas/uploads.ts";
import { completeImport, discardImport, resumeImport } from "#components/actions/sync.ts";

import { failed, unreadable, type Upload } from "./upload.ts";

/** A cut connection is tried again for about a minute; then the person is told, and may go on later. */
const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];
/** A permission is renewed this long before it expires. */
const spareMs = 20_000;

/**
 * Sends a large file straight to Storage, in pieces. What broke off, even by closing the page, goes on where it stood
 * when the same file is chosen again.
 */
export async function uploadResumably(upload: Upload): Promise<Result<Imported>> {
  const { file, fileName, mailbox, signal } = upload;
  const fingerprint = () => Promise.resolve(["omnicrm", fileName, file.size, changedAt(file)].join(":"));
  const begun = await begin(new Transfer(file, { fingerprint }), upload);
  if (!begun.ok) return begun;
  const { ticket } = begun.data;
  const sent = await send(begun.data, upload, fingerprint);
  if (!sent.ok) {
    // What was given up on purpose no longer takes room.
    if (signal.aborted) await discardImport({ id: ticket.uploadId }).catch(() => undefined);
    return sent;
  }
  return completeImport({ id: ticket.uploadId, ...(mailbox.trim() ? { mailbox } : {}) });
}

interface Begun {
  ticket: UploadTicket;
  earlier?: PreviousUpload;
}

/** The upload of this file that broke off earlier, or a new one. */
async function begin(
  transfer: Transfer,
  { file, fileName, mailbox, signal }: Upload,
): Promise<Result<Begun>> {
  for (const earlier of await transfer.findPreviousUploads()) {
    const id = earlier.metadata["uploadId"];
    const resumed = id === undefined ? null : await resumeImport({ id });
    if (resumed?.ok) return { ok: true, data: { ticket: resumed.data, earlier } };
    await transfer.options.urlStorage?.removeUpload(earlier.urlStorageKey);
  }
  const response = await fetch("/api/upload", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fileName, byteSize: file.size, ...(mailbox.trim() ? { mailbox } : {}) }),
    signal,
  }).catch(() => null);
  if (signal.aborted) return cancelled();
  if (!response)
    return failed("unavailable", "The upload could not begin. Check your connection and try again.");
  try {
    const answer: Result<UploadTicket> = await response.json();
    return answer.ok ? { ok: true, data: { ticket: answer.data } } : answer;
  } catch {
    return unreadable();
  }
}

function send(
  { ticket, earlier }: Begun,
  { file, onProgress, signal }: Upload,
  fingerprint: () => Promise<string>,
) {
  let permit = ticket;
  const renew = async () => {
    const renewed = await resumeImport({ id: ticket.uploadId });
    if (!renewed.ok) throw new Error(renewed.error.message);
    permit = renewed.data;
  };
  return new Promise<Result<null>>((resolve) => {
    let sentBytes = 0;
    const transfer = new Transfer(file, {
      endpoint: ticket.uploadUrl,
      metadata: { ...ticket.uploadMetadata, uploadId: ticket.uploadId },
      chunkSize: ticket.chunkBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      fingerprint,
      onShouldRetry: (error) => mayPass(statusOf(error)),
      async onBeforeRequest(request) {
        if (permit.expiresAt && Date.parse(permit.expiresAt) - Date.now() < spareMs) await renew();
        for (const [name, value] of Object.entries(permit.uploadHeaders)) request.setHeader(name, value);
      },
      onProgress(sent, total) {
        sentBytes = sent;
        onProgress(sent, total);
      },
      onSuccess: () => settle({ ok: true, data: null }),
      onError: (error) => settle(failureOf(error, sentBytes, file.size)),
    });
    const stop = () => {
      // Storage forgets by itself what could not be told to it now.
      transfer.abort(true).catch(() => undefined);
      settle(cancelled());
    };
    const settle = (result: Result<null>) => {
      signal.removeEventListener("abort", stop);
      resolve(result);
    };
    if (signal.aborted) return settle(cancelled());
    signal.addEventListener("abort", stop);
    if (earlier) transfer.resumeFromPreviousUpload(earlier);
    transfer.start();
  });
}

const cancelled = () => failed("cancelled", "The upload was cancelled. Nothing was stored.");

const changedAt = (file: Blob): number => (file instanceof File ? file.lastModified : 0);

const statusOf = (error: Error | DetailedError): number =>
  "originalResponse" in error ? (error.originalResponse?.getStatus() ?? 0) : 0;

const mayPass = (status: number): boolean =>
  status < 400 || status >= 500 || status === 409 || status === 423;

function failureOf(error: Error | DetailedError, sent: number, total: number): Result<never> {
  const status = statusOf(error);
  if (status === 413) {
    return failed(
      "too_large",
      "The storage of this server takes no file as large as this. Export the mailbox in parts and upload them one by one.",
    );
  }
  if (!mayPass(status)) {
    return failed(
      "unavailable",
      "The storage did not accept the file. Nothing was stored; please try again.",
    );
  }
  return failed(
    "unavailable",
    `The upload broke off after ${formatBytes(sent)} of ${formatBytes(total)}. Choose the same file again: it goes on from there.`,
  );
}
