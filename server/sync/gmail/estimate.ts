import type { PreviewEstimate } from "#lib/schemas/previews.ts";
import { env } from "#server/env.ts";
import { gmailUnits } from "#server/google/index.ts";

/** How often each of them was seen in the sample. */
type Sightings = readonly number[];

interface Estimate {
  likely: number;
  from: number;
  to: number;
}

/**
 * How many there are in all, when `sampled` of `total` messages showed these. Who was seen once tells how many were not
 * seen at all (Chao 1984, with the log-normal interval of Chao 1987); never more than a proportional growth would give.
 */
export function estimateAll(sightings: Sightings, sampled: number, total: number): Estimate {
  const seen = sightings.length;
  if (sampled >= total || sampled === 0) return { likely: seen, from: seen, to: seen };
  const once = sightings.filter((count) => count === 1).length;
  const twice = sightings.filter((count) => count === 2).length;
  const unseen = twice > 0 ? once ** 2 / (2 * twice) : (once * (once - 1)) / 2;
  const ratio = twice > 0 ? once / twice : once;
  const variance = Math.max(twice, 1) * (ratio ** 2 / 2 + ratio ** 3 + ratio ** 4 / 4);
  const spread = unseen > 0 ? Math.exp(1.96 * Math.sqrt(Math.log(1 + variance / unseen ** 2))) : 1;
  const proportional = Math.ceil((seen * total) / sampled);
  // A few more than none at all: a sample without strangers is no proof.
  const slack = Math.max(5, Math.ceil(seen * 0.1));
  const to = Math.min(seen + Math.ceil(unseen * spread), proportional) + slack;
  // An address that looks like a person's in the sample may turn out to be a list's.
  const from = Math.floor(seen * 0.9);
  return { likely: Math.min(seen + Math.round(unseen), proportional, to), from, to };
}

/** What the import of `store` messages takes of Gmail's quota, and how long that lasts at least. */
export function costOf(
  store: number,
  sampled: number,
  people: Estimate,
  companies: Estimate,
): PreviewEstimate {
  const quotaUnits = store * gmailUnits.get;
  const importSeconds = store / 40;
  const perMinute = env().GMAIL_UNITS_PER_MINUTE;
  const quotaSeconds = (Math.max(0, quotaUnits - perMinute) / perMinute) * 60;
  return {
    sampled,
    of: store,
    peopleRange: { from: people.from, to: people.to },
    companiesRange: { from: companies.from, to: companies.to },
    quotaUnits,
    expectedSeconds: Math.ceil(Math.max(importSeconds, quotaSeconds)),
  };
}
