"use client";

import { useId, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { Profile } from "#lib/schemas/profile.ts";
import { updateProfile } from "#components/actions/profile.ts";
import { EditableText } from "#components/ui/editable-text.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast-store.ts";

interface ProfileCardProps {
  profile: Profile;
  timeZones: readonly string[];
}

type Change = Partial<Pick<Profile, "displayName" | "timeZone">>;

const roles: Record<Profile["role"], string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer: you read, others write",
};

/** Who you are here; saved as you go. */
export function ProfileCard({ profile, timeZones }: ProfileCardProps) {
  const { displayName, timeZone, email, role, workspaceName } = profile;
  const zoneId = useId();
  const [isPending, start] = useTransition();

  const save = async (change: Change, back: Change, words: string): Promise<Failure | null> => {
    const result = await updateProfile(change);
    if (!result.ok) return result.error;
    const undo = () => void save(back, change, "Changed back").then(sayFailure);
    showToast({ text: words, action: { label: "Undo", run: undo } });
    return null;
  };

  return (
    <SectionCard title="Profile">
      <Facts className="px-4 py-2">
        <Fact label="Name">
          <EditableText
            label="Name"
            permission="profile:write"
            value={displayName}
            placeholder="No name"
            required
            onSave={(name) => save({ displayName: name }, { displayName }, "Name changed")}
          />
        </Fact>
        <Fact label="E-mail">{email}</Fact>
        <Fact label="Time zone">
          <IfMay permission="profile:write" otherwise={timeZone.replaceAll("_", " ")}>
            <label htmlFor={zoneId} className="sr-only">
              Time zone
            </label>
            <Select
              id={zoneId}
              className="w-full max-w-72"
              value={timeZone}
              disabled={isPending}
              options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              onChange={(zone) =>
                start(async () => {
                  sayFailure(await save({ timeZone: zone }, { timeZone }, "Time zone changed"));
                })
              }
            />
          </IfMay>
        </Fact>
        <Fact label="Workspace">{workspaceName}</Fact>
        <Fact label="Your role">{roles[role]}</Fact>
      </Facts>
    </SectionCard>
  );
}

function sayFailure(failure: Failure | null): void {
  if (failure) showToast({ text: failure.message, tone: "danger" });
}
