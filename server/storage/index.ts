export type { StorageDriver } from "./driver.ts";
export { receiveFile, type StoredFile } from "./receive.ts";
export { storage } from "./storage.ts";
