import { Upload as Transfer } from "tus-js-client";

import type { UploadTicket } from "#lib/schemas/uploads.ts";

/** Sends bytes as a program does that was given a ticket. */
export const sendBy = (ticket: UploadTicket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    new Transfer(bytes, {
      endpoint: ticket.uploadUrl,
      metadata: ticket.uploadMetadata,
      headers: ticket.uploadHeaders,
      chunkSize: ticket.chunkBytes,
      retryDelays: [0, 0],
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
