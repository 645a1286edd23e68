import postgres from "postgres";

import type { Context } from "#server/core/index.ts";

/** One connection, with the settings of the app's pools. */
export const connect = (url: string): postgres.Sql =>
  postgres(url, { max: 1, prepare: false, onnotice: () => undefined });

/** As asUser() enters a transaction. */
export const enterAs = (tx: postgres.TransactionSql, { user, workspace }: Context) => tx`
  select set_config('role', 'authenticated', true),
    set_config('request.jwt.claims', app.claims_for(${user.id}, ${workspace.id}), true)`;
