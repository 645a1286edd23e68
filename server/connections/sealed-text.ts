import { seal, unseal } from "./seal.ts";

/** `text` for a cookie: unreadable, and good for this purpose alone. */
export function sealText(text: string, purpose: string): string {
  const { keyId, bytes } = seal(text, ["text", purpose]);
  return `${keyId}.${Buffer.from(bytes).toString("base64url")}`;
}

/** Null for what is not of ours, or was sealed for another purpose. */
export function openText(sealed: string, purpose: string): string | null {
  const dot = sealed.indexOf(".");
  if (dot < 1) return null;
  const bytes = Buffer.from(sealed.slice(dot + 1), "base64url");
  return unseal({ keyId: sealed.slice(0, dot), bytes }, ["text", purpose]);
}
