import { env } from "#server/env.ts";

/** How this installation is known to Google, and where Google is. */
export interface GoogleSettings {
  clientId: string;
  clientSecret: string;
  /** Where Google sends people back to after they were asked. */
  redirectUrl: string;
  authUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  /** For googleapis, as `rootUrl`; undefined for Google itself. */
  rootUrl: string | undefined;
  /** The keys that Google signs tokens with, by name, in PEM. */
  certsUrl: string;
}

export const callbackPath = "/api/google/callback";

/** Null where no Google client is named: nothing can be connected then. */
export function googleSettings(): GoogleSettings | null {
  const { APP_URL, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_BASE_URL } = env();
  if (!GOOGLE_CLIENT_ID || !GOOGLE_CLIENT_SECRET) return null;
  const base = GOOGLE_BASE_URL?.replace(/\/+$/, "");
  return {
    clientId: GOOGLE_CLIENT_ID,
    clientSecret: GOOGLE_CLIENT_SECRET,
    redirectUrl: new URL(callbackPath, APP_URL).href,
    authUrl: `${base ?? "https://accounts.google.com"}/o/oauth2/v2/auth`,
    tokenUrl: `${base ?? "https://oauth2.googleapis.com"}/token`,
    revokeUrl: `${base ?? "https://oauth2.googleapis.com"}/revoke`,
    rootUrl: base ? `${base}/` : undefined,
    certsUrl: `${base ?? "https://www.googleapis.com"}/oauth2/v1/certs`,
  };
}
