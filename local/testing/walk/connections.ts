import { connectAccount } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";

import type { WalkCases } from "./types.ts";

const account = { account: "ada@gmail.example", grants: ["gmail" as const] };

const accountId = async (owner: Context) => ({
  id: (await connectAccount({ ...owner, door: "action" }, account)).id,
});

/** Accounts at a provider. */
export const connectionCases: WalkCases = {
  "connections.connect": { seed: () => Promise.resolve(account), stranger: "untouched" },
  "connections.disconnect": { seed: accountId, stranger: "notFound" },
};
