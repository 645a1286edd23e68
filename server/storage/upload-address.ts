/** Supabase takes large files at a host of their own, which does not hold them back on the way. */
function storageOrigin(projectUrl: string): string {
  const url = new URL(projectUrl);
  url.hostname = url.hostname.replace(/^([a-z0-9-]+)\.supabase\.co$/, "$1.storage.supabase.co");
  return url.origin;
}

/** Where a signed, resumable upload begins. */
export const uploadAddress = (projectUrl: string): string =>
  `${storageOrigin(projectUrl)}/storage/v1/upload/resumable/sign`;

interface UploadSettings {
  STORAGE_DRIVER: "disk" | "supabase";
  STORAGE_URL?: string | undefined;
  SUPABASE_URL: string;
}

/** The only other place that a page talks to, or null: uploads come through the app. */
export function uploadOrigin({ STORAGE_DRIVER, STORAGE_URL, SUPABASE_URL }: UploadSettings): string | null {
  return STORAGE_DRIVER === "supabase" ? storageOrigin(STORAGE_URL ?? SUPABASE_URL) : null;
}
