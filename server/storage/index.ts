export type { StorageDriver } from "./driver.ts";
export { receiveFile, removeUnnamed, requireQuota, type StoredFile } from "./receive.ts";
export { storage } from "./storage.ts";
