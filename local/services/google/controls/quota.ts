import { GoogleError } from "../errors.ts";

/** Counts what each user spent in the last minute, as Google does: a sliding window. */
export interface Quota {
  /** Throws 429 where the user would go above the limit. Units refused are not spent. */
  spend(user: string, units: number, limitPerMinute: number | null): void;
}

const windowMs = 60_000;

export function makeQuota(now: () => number = Date.now): Quota {
  const spent = new Map<string, { at: number; units: number }[]>();
  return {
    spend(user, units, limitPerMinute) {
      if (limitPerMinute === null) return;
      const at = now();
      const recent = (spent.get(user) ?? []).filter((entry) => entry.at > at - windowMs);
      spent.set(user, recent);
      const used = recent.reduce((sum, entry) => sum + entry.units, 0);
      if (used + units > limitPerMinute) {
        const waitMs = (recent[0]?.at ?? at) + windowMs - at;
        throw new GoogleError(
          429,
          "rateLimitExceeded",
          "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user'.",
          Math.max(1, Math.ceil(waitMs / 1_000)),
        );
      }
      recent.push({ at, units });
    },
  };
}
