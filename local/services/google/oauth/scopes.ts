const api = "https://www.googleapis.com/auth/";

export const mailRead = [
  "https://mail.google.com/",
  `${api}gmail.modify`,
  `${api}gmail.readonly`,
  `${api}gmail.metadata`,
];
export const mailChange = ["https://mail.google.com/", `${api}gmail.modify`];
export const mailLabels = [...mailRead, `${api}gmail.labels`];
export const mailLabelsChange = [...mailChange, `${api}gmail.labels`];
export const mailSend = [...mailChange, `${api}gmail.compose`, `${api}gmail.send`];
export const mailDrafts = [...mailChange, `${api}gmail.compose`];
export const mailDraftsRead = [...mailDrafts, `${api}gmail.readonly`];
export const mailInsert = [...mailChange, `${api}gmail.insert`];
export const mailDelete = ["https://mail.google.com/"];
export const calendarListRead = [
  `${api}calendar`,
  `${api}calendar.readonly`,
  `${api}calendar.calendarlist`,
  `${api}calendar.calendarlist.readonly`,
];
export const calendarRead = [
  `${api}calendar`,
  `${api}calendar.readonly`,
  `${api}calendar.calendars`,
  `${api}calendar.calendars.readonly`,
];
export const calendarsChange = [`${api}calendar`, `${api}calendar.calendars`];
export const eventsRead = [
  `${api}calendar`,
  `${api}calendar.readonly`,
  `${api}calendar.events`,
  `${api}calendar.events.readonly`,
  `${api}calendar.events.owned`,
];
export const eventsChange = [`${api}calendar`, `${api}calendar.events`, `${api}calendar.events.owned`];

/** Metadata alone shows no text of a mail and may not search. */
export function onlyMetadata(scopes: ReadonlySet<string>): boolean {
  return !mailRead.some((scope) => scope !== `${api}gmail.metadata` && scopes.has(scope));
}

const identity = new Set(["openid", "email", "profile", `${api}userinfo.email`, `${api}userinfo.profile`]);
export const isIdentityScope = (scope: string): boolean => identity.has(scope);

/** Google gives the short names of identity scopes back as their long ones. */
export function grantedName(scope: string): string {
  return scope === "email" || scope === "profile" ? `${api}userinfo.${scope}` : scope;
}

const words: Readonly<Record<string, string>> = {
  "https://mail.google.com/": "Read, write, send and permanently delete all your mail",
  [`${api}gmail.modify`]: "Read, write and send mail from your account",
  [`${api}gmail.readonly`]: "See your mail and its settings",
  [`${api}gmail.metadata`]: "See who wrote when and with which labels, but no text",
  [`${api}gmail.send`]: "Send mail for you",
  [`${api}gmail.compose`]: "Manage drafts and send mail for you",
  [`${api}gmail.labels`]: "See and change your labels",
  [`${api}gmail.insert`]: "Add mail to your mailbox",
  [`${api}calendar`]: "See, change, share and delete all your calendars",
  [`${api}calendar.readonly`]: "See your calendars and their events",
  [`${api}calendar.events`]: "See and change events in all your calendars",
  [`${api}calendar.events.readonly`]: "See events in all your calendars",
  [`${api}calendar.events.owned`]: "See and change events in calendars that you own",
  [`${api}calendar.calendarlist.readonly`]: "See which calendars you have",
  [`${api}calendar.calendars.readonly`]: "See the names and settings of your calendars",
};

export function describeScope(scope: string): string {
  return words[scope] ?? scope;
}

export function splitScopes(scopes: string): string[] {
  return [...new Set(scopes.split(/\s+/).filter(Boolean))];
}
