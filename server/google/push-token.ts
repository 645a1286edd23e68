import { OAuth2Client } from "google-auth-library";

import { perProcess } from "#lib/per-process.ts";

import { googleSettings } from "./settings.ts";

const issuers = new Set(["https://accounts.google.com", "accounts.google.com"]);

// Kept, because it remembers Google's keys as long as Google says that they hold.
const verifiers = perProcess("google.verifiers", () => new Map<string, OAuth2Client>());

function verifierAt(certsUrl: string): OAuth2Client {
  const known = verifiers.get(certsUrl);
  if (known) return known;
  const made = new OAuth2Client({ endpoints: { oauth2FederatedSignonPemCertsUrl: certsUrl } });
  verifiers.set(certsUrl, made);
  return made;
}

/**
 * Whether a token was signed by Google for this audience in the name of this service account, and has not run out. Throws
 * where Google's keys cannot be had.
 */
export async function isPushToken(
  token: string,
  { audience, account }: { audience: string; account: string },
): Promise<boolean> {
  const settings = googleSettings();
  if (!settings) return false;
  const verifier = verifierAt(settings.certsUrl);
  const { certs } = await verifier.getFederatedSignonCertsAsync();
  try {
    const ticket = await verifier.verifySignedJwtWithCertsAsync(token, certs, audience, [...issuers]);
    const payload = ticket.getPayload();
    return payload?.email_verified === true && payload.email === account;
  } catch {
    // Forged, run out, for somebody else: the library says which, and nobody is to know.
    return false;
  }
}
