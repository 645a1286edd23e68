import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";

/**
 * Refuses what another site makes the browser send. Reads may leave out Origin, as browsers do, when the browser itself
 * says that they come from here. Throws AppError forbidden.
 */
export function requireOwnOrigin(method: string, headers: Pick<Headers, "get">): void {
  const own = new URL(env().APP_URL).origin;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const isRead = method === "GET" || method === "HEAD";
  const fromHere = origin === null ? isRead && site === "same-origin" : origin === own;
  if (fromHere && (site === null || site === "same-origin")) return;
  throw new AppError("forbidden", `This did not come from the app itself. Open ${own} and try again there.`);
}
