import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "../accounts.ts";

const issuer = "https://accounts.google.com";

/** Signs who somebody is. The key is kept: the emulator's own, and its names for people, change at every start. */
export interface Signer {
  idToken(account: Account, claims: { audience: string; nonce: string | null }): string;
  /** What Pub/Sub sends with a push: in the name of a service account, for whom the subscription names. */
  pushToken(claims: { audience: string; account: string }): string;
  certificates(): Response;
  /** The same keys by name, in PEM, as /oauth2/v1/certs has them. */
  pemCertificates(): Response;
}

export function openSigner(stateDir: string): Signer {
  const path = join(stateDir, "google-key.pem");
  const key = createPrivateKey(readOrMake(path));
  const publicKey = createPublicKey(key).export({ format: "jwk" });
  const kid = createHash("sha256").update(JSON.stringify(publicKey)).digest("hex").slice(0, 20);
  const signed = (claims: Record<string, unknown>): string => {
    const now = Math.floor(Date.now() / 1_000);
    const text = [
      { alg: "RS256", kid, typ: "JWT" },
      { iss: issuer, ...claims, iat: now, exp: now + 3_600 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${text}.${sign("RSA-SHA256", Buffer.from(text), key).toString("base64url")}`;
  };
  return {
    idToken({ email, name, subject }, { audience, nonce }) {
      const [given_name = name, ...rest] = name.split(" ");
      return signed({
        azp: audience,
        aud: audience,
        sub: subject,
        email,
        email_verified: true,
        name,
        given_name,
        family_name: rest.join(" "),
        ...(nonce !== null && { nonce }),
      });
    },
    pushToken: ({ audience, account }) =>
      signed({ aud: audience, azp: "1", sub: "1", email: account, email_verified: true }),
    certificates: () => Response.json({ keys: [{ ...publicKey, kid, use: "sig", alg: "RS256" }] }),
    pemCertificates: () =>
      Response.json({ [kid]: createPublicKey(key).export({ format: "pem", type: "spki" }) }),
  };
}

function readOrMake(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2_048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    writeFileSync(path, privateKey, { mode: 0o600 });
    return privateKey;
  }
}
