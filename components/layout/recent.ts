const key = "omnicrm-recent";
const kept = 8;

export interface Visit {
  href: string;
  title: string;
}

const isVisit = (value: unknown): value is Visit =>
  typeof value === "object" &&
  value !== null &&
  "href" in value &&
  typeof value.href === "string" &&
  "title" in value &&
  typeof value.title === "string";

/** Record pages of this tab, the last one first. They end with the tab, and with the session. */
export function recentVisits(): Visit[] {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isVisit) : [];
  } catch {
    return [];
  }
}

export function rememberVisit(visit: Visit): void {
  const others = recentVisits().filter(({ href }) => href !== visit.href);
  try {
    window.sessionStorage.setItem(key, JSON.stringify([visit, ...others].slice(0, kept)));
  } catch {
    // Without storage there is no list of recent pages, and nothing else is missing.
  }
}

export function forgetVisits(): void {
  try {
    window.sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept where nothing can be.
  }
}
