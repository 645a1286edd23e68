import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import { keyRing } from "./key-ring.ts";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** A text under one key of the ring: nonce, ciphertext, tag. */
export interface Sealed {
  keyId: string;
  bytes: Uint8Array;
}

/** Encrypts `text`; it opens only with the same words of `boundTo`. */
export function seal(text: string, boundTo: readonly string[]): Sealed {
  const [{ id, key }] = keyRing();
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(associatedData(id, boundTo));
  const bytes = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return { keyId: id, bytes };
}

/** Null when its key is not in the ring, it was changed, or it was sealed for something else. */
export function unseal({ keyId, bytes }: Sealed, boundTo: readonly string[]): string | null {
  const found = keyRing().find(({ id }) => id === keyId);
  if (!found || bytes.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv(algorithm, found.key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(associatedData(keyId, boundTo));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return null;
  }
}

const associatedData = (keyId: string, boundTo: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify([keyId, ...boundTo]));
