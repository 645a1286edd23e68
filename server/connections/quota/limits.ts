import { env } from "#server/env.ts";
import type { GoogleService } from "#server/google/index.ts";

/**
 * Google's minute, and what a call may take to get there: one that we count at its start and Google half a second later
 * still counts there half a second longer.
 */
export const windowMs = 60_500;

/** What was spent is told of the last minute, by whole seconds. */
export const toldSeconds = 60;

/** Longer than any window: what takes longer is a refusal of Google's, and left to the job. */
export const waitMaxMs = 90_000;

/** Kept free of imports and previews, so that what somebody waits for never stands behind them. */
const quickShare = 0.02;

export interface QuotaLimits {
  account: number;
  /** The part of the account's that bulk work leaves alone. */
  quick: number;
  project: number;
}

export function limitsOf(service: GoogleService): QuotaLimits {
  const settings = env();
  const [account, project] =
    service === "gmail"
      ? [settings.GMAIL_UNITS_PER_MINUTE, settings.GMAIL_PROJECT_UNITS_PER_MINUTE]
      : [settings.CALENDAR_CALLS_PER_MINUTE, settings.CALENDAR_PROJECT_CALLS_PER_MINUTE];
  return { account, project, quick: Math.floor(account * quickShare) };
}
