export { callGoogle, type GoogleAccess } from "./access.ts";
export { GoogleError, type GoogleErrorKind, toGoogleError } from "./errors.ts";
export {
  authorizationUrl,
  exchangeCode,
  type GoogleGranted,
  type GoogleTokens,
  refreshTokens,
  revokeToken,
} from "./oauth.ts";
export { numberedPages } from "./pages.ts";
export { isPushToken } from "./push-token.ts";
export { type GoogleGrant, googleGrants } from "./scopes.ts";
export { type GoogleSettings, googleSettings } from "./settings.ts";
export { calendarWriter, type NewCalendarEvent } from "./calendar-write.ts";
export { draftsClient, type GmailDraft } from "./drafts.ts";
export {
  calendarClient,
  type CalendarClient,
  type CalendarRole,
  type ListedCalendar,
  type RawCalendarEvent,
} from "./calendar.ts";
export { ownMailHeader, sendClient } from "./send.ts";
export { labelsClient } from "./labels.ts";
export { calendarChanger, type EventAtGoogle } from "./calendar-change.ts";
export {
  type GmailClient,
  gmailClient,
  type ListedPage,
  type MailChange,
  type MessageIdPage,
} from "./gmail.ts";
export type { GmailHeaders } from "./gmail-messages.ts";
export type { Gate } from "./patience.ts";
export { type GmailSearch, gmailSearch } from "./gmail-search.ts";
export { type GoogleQuota, type GoogleService, gmailUnits } from "./quota.ts";
