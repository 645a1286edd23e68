import { createHmac } from "node:crypto";

import type { StorageState } from "./state.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seal = (state: StorageState, text: string) =>
  createHmac("sha256", state.secretKey).update(text).digest("base64url");

/** Allows to upload one key until it expires. */
export function signToken(state: StorageState, key: string): string {
  const exp = Math.floor(Date.now() / 1_000) + state.tokenSeconds;
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ url: key, exp })}`;
  return `${text}.${seal(state, text)}`;
}

/** Why the token does not allow it, or null. */
export function refusalOf(state: StorageState, key: string, token: unknown): string | null {
  if (typeof token !== "string") return "Missing x-signature header";
  const [head = "", body = "", signature] = token.split(".");
  if (signature !== seal(state, `${head}.${body}`)) return "Invalid Compact JWS";
  const { url, exp } = JSON.parse(Buffer.from(body, "base64url").toString()) as { url: string; exp: number };
  if (url !== key) return "InvalidSignature: the url does not match";
  return exp * 1_000 <= Date.now() ? '"exp" claim timestamp check failed' : null;
}
