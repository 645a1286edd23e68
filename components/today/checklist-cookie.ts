/** Kept in a cookie, so that the page is right from its first paint. */
const name = "omnicrm-checklist";
const yearS = 365 * 24 * 3600;

export const isChecklistHidden = (readCookie: (name: string) => string | undefined): boolean =>
  readCookie(name) === "hidden";

export function keepChecklist(state: "hidden" | "shown"): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${state}; path=/; max-age=${yearS}; samesite=lax${secure}`;
}
