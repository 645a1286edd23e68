import { GetProfileInput, Profile } from "#lib/schemas/profile.ts";
import { operation } from "#server/core/index.ts";

import { readProfile } from "./read-profile.ts";

export const getProfile = operation({
  name: "profile.get",
  summary: "Read your own name, address, time zone and role",
  guidance: "Tells who the user is and in which time zone to speak of dates.",
  input: GetProfileInput,
  output: Profile,
  permission: "profile:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/profile" },
  run: ({ ctx, tx }) => readProfile(tx, ctx),
});
