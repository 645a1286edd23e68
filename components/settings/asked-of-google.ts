import { Audience } from "#lib/schemas/common.ts";
import { GoogleGrant } from "#lib/schemas/connections.ts";

/** What somebody had chosen to allow before Google's page ended otherwise. */
export interface AskedOfGoogle {
  grants: readonly GoogleGrant[];
  audience: Audience;
}

/** Of the query of the page that Google led back to; null where it names nothing. */
export function askedOfGoogle(query: Record<string, string | string[] | undefined>): AskedOfGoogle | null {
  const named = query["grants"];
  if (typeof named !== "string") return null;
  const grants = named.split(",").flatMap((grant) => GoogleGrant.safeParse(grant).data ?? []);
  if (grants.length === 0) return null;
  return { grants: [...new Set(grants)], audience: Audience.safeParse(query["audience"]).data ?? "private" };
}
