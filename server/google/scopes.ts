/** What a person can let us do at Google, each asked for by itself. */
export const googleGrants = ["gmail", "calendar", "gmail_compose", "calendar_write"] as const;
export type GoogleGrant = (typeof googleGrants)[number];

const scopeOf: Record<GoogleGrant, string> = {
  gmail: "https://www.googleapis.com/auth/gmail.readonly",
  calendar: "https://www.googleapis.com/auth/calendar.readonly",
  gmail_compose: "https://www.googleapis.com/auth/gmail.compose",
  calendar_write: "https://www.googleapis.com/auth/calendar.events",
};

/** Wider scopes that hold the one we ask for: Google answers with what was granted before, too. */
const alsoGiven: Record<GoogleGrant, readonly string[]> = {
  gmail: ["https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"],
  calendar: ["https://www.googleapis.com/auth/calendar"],
  gmail_compose: ["https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"],
  calendar_write: ["https://www.googleapis.com/auth/calendar"],
};

/** The scopes to ask for: who it is, and what is wanted. */
export const scopesFor = (grants: readonly GoogleGrant[]): string =>
  ["openid", "email", ...grants.map((grant) => scopeOf[grant])].join(" ");

/** What Google's `scope` says was granted; boxes can be left empty on its page. */
export function grantsOf(scope: string): GoogleGrant[] {
  const given = new Set(scope.split(/\s+/));
  return googleGrants.filter((grant) =>
    [scopeOf[grant], ...alsoGiven[grant]].some((candidate) => given.has(candidate)),
  );
}
