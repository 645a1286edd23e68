import { eq } from "drizzle-orm";

import { profiles } from "#drizzle/schema/workspaces.ts";
import { Profile, UpdateProfileInput } from "#lib/schemas/profile.ts";
import { operation, requireVersion } from "#server/core/index.ts";

import { ensureProfile, profileRow, readProfile } from "./read-profile.ts";

export const updateProfile = operation({
  name: "profile.update",
  summary: "Change your own name or time zone",
  guidance: "Send only what changes. timeZone is an IANA name like Europe/Berlin.",
  input: UpdateProfileInput,
  output: Profile,
  permission: "profile:write",
  effect: "write",
  // Not taken back with what was done beside it.
  joins: false,
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "PATCH", path: "/profile" },
  async run({ ctx, tx, input: { expectedVersion, ...values } }) {
    await ensureProfile(tx, ctx);
    const row = await profileRow(tx, ctx.user.id, true);
    if (row) requireVersion(row, expectedVersion);
    if (Object.keys(values).length > 0) {
      await tx.update(profiles).set(values).where(eq(profiles.userId, ctx.user.id));
    }
    return readProfile(tx, ctx);
  },
});
