export type GoogleService = "gmail" | "calendar";

/** What an account may ask of Google per minute, shared by every worker. It waits outside transactions, as calls do. */
export interface GoogleQuota {
  /** Waits until these units may be spent. Throws the signal's reason, or rate_limited where that takes minutes. */
  spend(service: GoogleService, units: number, signal: AbortSignal): Promise<void>;
  /** Google refused a call for haste: nobody asks for this account until then. */
  hold(service: GoogleService, waitMs: number): Promise<void>;
  /** How long calls of these units together would wait now. Takes nothing. */
  waitFor(service: GoogleService, units: number): Promise<number>;
}

/** What calls take of Gmail's quota, for projects made since May 2026. Before it was less, so that this is never too few. */
export const gmailUnits = {
  profile: 1,
  sendAs: 1,
  labels: 1,
  history: 2,
  list: 5,
  get: 20,
  thread: 40,
  attachment: 20,
  draftList: 5,
  draftWrite: 10,
  modify: 50,
  stop: 50,
  watch: 100,
  send: 100,
} as const;

/** Calendar counts calls. */
export const calendarUnits = 1;
