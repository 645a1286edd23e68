import { GoogleGrant } from "#lib/schemas/connections.ts";

import type { GoogleAccountFacts } from "./google-account.tsx";

export interface Connection {
  id: string;
  provider: string;
  own: boolean;
  account: string | null;
  scopes: readonly string[];
  state: GoogleAccountFacts["state"];
}

/** The person's own Google accounts among what connections.list answers. */
export const googleAccountsOf = (connections: readonly Connection[]): GoogleAccountFacts[] =>
  connections.flatMap(({ id, provider, own, account, scopes, state }) =>
    own && provider === "google" && account !== null
      ? [{ id, account, state, scopes: scopes.flatMap((scope) => GoogleGrant.safeParse(scope).data ?? []) }]
      : [],
  );
