import { env } from "#server/env.ts";

import { storage } from "./storage.ts";

export interface UploadLimits {
  maxBytes: number;
  /** Larger files go straight to Storage; null where all come through the app. */
  directMaxBytes: number | null;
}

export const uploadLimits = (): UploadLimits => ({
  maxBytes: env().UPLOAD_MAX_BYTES,
  directMaxBytes: storage().direct ? env().UPLOAD_DIRECT_MAX_BYTES : null,
});
