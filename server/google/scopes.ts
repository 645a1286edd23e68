/** What a person can let us do at Google, each asked for by itself. */
export const googleGrants = [
  "gmail",
  "calendar",
  "gmail_compose",
  "gmail_send",
  "gmail_modify",
  "calendar_write",
] as const;
export type GoogleGrant = (typeof googleGrants)[number];

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

/** All of them are asked for. What is sent is a draft until then: sending it as one is what makes it go out once. */
const scopesOf: Record<GoogleGrant, readonly string[]> = {
  gmail: [scope("gmail.readonly")],
  calendar: [scope("calendar.readonly")],
  gmail_compose: [scope("gmail.compose")],
  gmail_send: [scope("gmail.send"), scope("gmail.compose")],
  gmail_modify: [scope("gmail.modify")],
  calendar_write: [scope("calendar.events")],
};

const wholeMailbox = "https://mail.google.com/";

/**
 * Wider scopes that hold the one we ask for: Google answers with what was granted before, too. Who let us sort mail has
 * not let us send, whatever Google's scope for it holds.
 */
const alsoGiven: Record<GoogleGrant, readonly string[]> = {
  gmail: [scope("gmail.modify"), wholeMailbox],
  calendar: [scope("calendar")],
  gmail_compose: [scope("gmail.modify"), wholeMailbox],
  gmail_send: [wholeMailbox],
  gmail_modify: [wholeMailbox],
  calendar_write: [scope("calendar")],
};

/** The scopes to ask for: who it is, and what is wanted. */
export const scopesFor = (grants: readonly GoogleGrant[]): string =>
  ["openid", "email", ...new Set(grants.flatMap((grant) => scopesOf[grant]))].join(" ");

/** What Google's `scope` says was granted; boxes can be left empty on its page. */
export function grantsOf(granted: string): GoogleGrant[] {
  const given = new Set(granted.split(/\s+/));
  return googleGrants.filter(
    (grant) =>
      scopesOf[grant].every((wanted) => given.has(wanted)) ||
      alsoGiven[grant].some((wider) => given.has(wider)),
  );
}
