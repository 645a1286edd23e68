import { z } from "zod";

import { ReturnPath } from "./auth.ts";
import { Audience, Id } from "./common.ts";
import { EmailAddress } from "./contacts.ts";

/** What a person lets us do at Google; each is asked for by itself. */
export const GoogleGrant = z.enum([
  "gmail",
  "calendar",
  "gmail_compose",
  "gmail_send",
  "gmail_modify",
  "calendar_write",
]);
export type GoogleGrant = z.infer<typeof GoogleGrant>;

const GoogleGrants = z
  .array(GoogleGrant)
  .min(1, "Choose what you allow.")
  .max(6)
  .transform((grants) => [...new Set(grants)]);

export const StartGoogleInput = z.strictObject({
  grants: GoogleGrants,
  /** The account to connect again or to ask more of; none for another one. */
  connectionId: Id.optional(),
  /** Who sees what a new account brings; private unless said. */
  audience: Audience.optional(),
  /** Where to return to. */
  next: ReturnPath.optional(),
});
export type StartGoogleInput = z.input<typeof StartGoogleInput>;

/** What Google answered for an account, without its tokens. */
export const ConnectAccountInput = z.strictObject({
  account: EmailAddress,
  grants: GoogleGrants,
  /** What was asked for now. Google may answer with more, which was allowed at another time and for something else. */
  wanted: GoogleGrants.optional(),
  audience: Audience.optional(),
});

export const ConnectedAccount = z.object({
  id: Id,
  account: z.string(),
  scopes: z.array(GoogleGrant),
  state: z.enum(["active", "reconnect_needed", "disconnected"]),
  /** Whether it was there before. */
  reconnected: z.boolean(),
});
export type ConnectedAccount = z.infer<typeof ConnectedAccount>;

export const DisconnectOutput = z.object({
  id: Id,
  /** The job that tells Google; null where the account was disconnected already. */
  jobId: Id.nullable(),
});

/** How the way to Google and back ended, as the page it returns to says it. */
export const GoogleOutcome = z.enum([
  "connected",
  "partial",
  "denied",
  "nothing_granted",
  "no_lasting_access",
  "expired",
  "not_allowed",
  "unavailable",
  "failed",
]);
export type GoogleOutcome = z.infer<typeof GoogleOutcome>;
