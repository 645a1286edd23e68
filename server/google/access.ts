import { AppError } from "#lib/errors.ts";

import { GoogleError, toGoogleError } from "./errors.ts";
import type { GoogleQuota } from "./quota.ts";

/** What lets a caller in at Google, for one account. */
export interface GoogleAccess {
  /**
   * A token that is good for a minute at least; `refresh` asks for another than the one this access gave out last.
   * Throws GoogleError; one of kind invalid_grant has marked the connection as to be connected again.
   */
  accessToken(options?: { refresh?: boolean }): Promise<string>;
  /** Of the account, whatever connection or workspace asks for it. */
  quota: GoogleQuota;
}

/**
 * Calls Google with a token; where Google refuses a token that has not expired, once more with a new one. Throws
 * GoogleError for whatever Google answered, and an AppError of the call as it is.
 */
export async function callGoogle<T>(
  access: Pick<GoogleAccess, "accessToken">,
  call: (accessToken: string) => Promise<T>,
): Promise<T> {
  const attempt = async (refresh: boolean): Promise<T> => {
    const accessToken = await access.accessToken({ refresh });
    return call(accessToken).catch((error: unknown) => {
      throw error instanceof AppError ? error : toGoogleError(error);
    });
  };
  return attempt(false).catch((error: unknown) => {
    if (error instanceof GoogleError && error.kind === "unauthorized") return attempt(true);
    throw error;
  });
}
