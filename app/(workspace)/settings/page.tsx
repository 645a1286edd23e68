import type { Metadata } from "next";

import { requireSession } from "#server/session/index.ts";
import { getProfile } from "#server/workspaces/index.ts";
import { ProfileCard } from "#components/settings/profile-card.tsx";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const ctx = await requireSession();
  const profile = await getProfile(ctx, {});
  // From the server, whose list is not quite the browser's.
  const zones = new Set(["UTC", profile.timeZone, ...Intl.supportedValuesOf("timeZone")]);
  return <ProfileCard profile={profile} timeZones={[...zones].sort()} />;
}
