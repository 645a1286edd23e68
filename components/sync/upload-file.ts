import type { Result } from "#lib/result.ts";
import type { CreateImportOutput } from "#lib/schemas/sync.ts";

interface Upload {
  file: Blob;
  fileName: string;
  /** The mailbox's own addresses as they were typed; may be empty. */
  mailbox: string;
  /** Bytes that have gone, of how many. */
  onProgress: (sent: number, total: number) => void;
  signal: AbortSignal;
}

const failed = (code: "unavailable" | "cancelled", message: string): Result<never> => ({
  ok: false,
  error: { code, message, requestId: "" },
});

/** Sends a file by XMLHttpRequest, which alone tells how much of it has gone. Never rejects. */
export function uploadFile({ file, fileName, mailbox, onProgress, signal }: Upload) {
  return new Promise<Result<CreateImportOutput>>((resolve) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settle = (result: Result<CreateImportOutput>) => {
      signal.removeEventListener("abort", stop);
      resolve(result);
    };
    signal.addEventListener("abort", stop);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total);
    request.onabort = () => settle(failed("cancelled", "The upload was cancelled. Nothing was stored."));
    request.onerror = () =>
      settle(
        failed(
          "unavailable",
          "The upload broke off. Nothing was stored; check your connection and try again.",
        ),
      );
    request.onload = () => settle(parse(request.responseText));
    request.open("POST", "/api/upload");
    const form = new FormData();
    // Fields before the file: the server knows whose mailbox it is before the bytes come.
    if (mailbox.trim()) form.set("mailbox", mailbox);
    form.set("file", file, fileName);
    request.send(form);
  });
}

function parse(text: string): Result<CreateImportOutput> {
  try {
    const body: Result<CreateImportOutput> = JSON.parse(text);
    return body;
  } catch {
    return failed("unavailable", "The server gave no answer that can be read. Please try again in a moment.");
  }
}
