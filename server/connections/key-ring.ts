import { createHash, hkdfSync } from "node:crypto";

import { env } from "#server/env.ts";

export interface SealingKey {
  id: string;
  key: Uint8Array;
}

/**
 * The keys of TOKEN_KEYS, the first of which seals, and last the one derived from APP_SECRET: what it sealed before
 * there was a ring can still be opened. A derived key's id changes with APP_SECRET, so that none is taken for another.
 */
export function keyRing(): [SealingKey, ...SealingKey[]] {
  const { APP_SECRET, TOKEN_KEYS } = env();
  const named = TOKEN_KEYS.map((entry): SealingKey => {
    const [id = "", key = ""] = entry.split(":");
    return { id, key: Buffer.from(key, "base64") };
  });
  const key = new Uint8Array(hkdfSync("sha256", APP_SECRET, "omnicrm", "tokens", 32));
  const derived = { id: `app-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`, key };
  const [first, ...others] = named;
  return first ? [first, ...others, derived] : [derived];
}
