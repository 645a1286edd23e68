import { sql } from "drizzle-orm";

import { workspaces } from "#drizzle/schema/workspaces.ts";
import { BodiesKept, KeepBodiesInput } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";

/** The workspace's choice; what was kept before is forgotten in its time all the same. */
export const keepBodies = operation({
  name: "usage.keepBodies",
  summary: "Keep what models are asked and answer for 30 days, redacted, or stop keeping it",
  input: KeepBodiesInput,
  output: BodiesKept,
  permission: "billing:write",
  effect: "write",
  decision: true,
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/usage/keep-bodies" },
  async run({ tx, input: { keep } }) {
    await tx
      .update(workspaces)
      .set({ keepModelBodies: keep })
      .where(sql`keep_model_bodies is distinct from ${keep}`);
    return { keep };
  },
});
