import type { Result } from "#lib/result.ts";
import type { Imported } from "#lib/schemas/uploads.ts";

import { failed, type Upload, unreadable } from "./upload.ts";

/** Sends a file through the app, or a large one straight to Storage where this server has that. Never rejects. */
export async function uploadFile(upload: Upload, directMaxBytes: number | null): Promise<Result<Imported>> {
  if (directMaxBytes === null || upload.file.size <= directMaxBytes) return uploadThroughApp(upload);
  try {
    const { uploadResumably } = await import("./upload-resumably.ts");
    return await uploadResumably(upload);
  } catch {
    return failed("unavailable", "The upload could not begin. Check your connection and try again.");
  }
}

/** By XMLHttpRequest, which alone tells how much of it has gone. */
function uploadThroughApp({ file, fileName, mailbox, onProgress, signal }: Upload) {
  return new Promise<Result<Imported>>((resolve) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settle = (result: Result<Imported>) => {
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

function parse(text: string): Result<Imported> {
  try {
    const body: Result<Imported> = JSON.parse(text);
    return body;
  } catch {
    return unreadable();
  }
}
