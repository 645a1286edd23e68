import type { Holder } from "./tokens.ts";

export interface PendingCode extends Holder {
  readonly redirectUri: string;
  readonly nonce: string | null;
  /** Whether the app gets a refresh token. */
  readonly offline: boolean;
}

export interface PendingCodes {
  keep(code: string, pending: PendingCode): void;
  /** Once: a code is worth nothing afterwards. */
  take(code: string): PendingCode | null;
}

const lifeMs = 600_000;

export function makePendingCodes(): PendingCodes {
  const codes = new Map<string, PendingCode & { until: number }>();
  return {
    keep(code, pending) {
      codes.set(code, { ...pending, until: Date.now() + lifeMs });
    },
    take(code) {
      const found = codes.get(code);
      codes.delete(code);
      return found !== undefined && found.until > Date.now() ? found : null;
    },
  };
}
