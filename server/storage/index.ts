export { ensureBucket } from "./bucket.ts";
export type { StorageDriver } from "./driver.ts";
export {
  cleanName,
  cutOff,
  headBytes,
  receiveFile,
  removeUnnamed,
  requireQuota,
  requireSize,
  type StoredFile,
} from "./receive.ts";
export { storage } from "./storage.ts";
export { type UploadLimits, uploadLimits } from "./upload-limits.ts";
