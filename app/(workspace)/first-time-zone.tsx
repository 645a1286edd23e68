import { type Context, rolePermissions } from "#server/core/index.ts";
import { getProfile } from "#server/workspaces/index.ts";
import { AdoptTimeZone } from "#components/settings/adopt-time-zone.tsx";

/** A new profile is in UTC until somebody's browser says where they are. */
export async function FirstTimeZone({ ctx }: { ctx: Context }) {
  const profile = await getProfile(ctx, {}).catch(() => null);
  const mayChange = rolePermissions[ctx.role].has("profile:write");
  if (!mayChange || !profile || profile.version > 1 || profile.timeZone !== "UTC") return null;
  return <AdoptTimeZone current={profile.timeZone} version={profile.version} />;
}
