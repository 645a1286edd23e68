"use client";

import { useState } from "react";

import type { Audience } from "#lib/schemas/common.ts";
import type { GoogleGrant } from "#lib/schemas/connections.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Select } from "#components/ui/select.tsx";

import type { AskedOfGoogle } from "./asked-of-google.ts";
import { useStartGoogle } from "./use-start-google.ts";

const grants: { grant: GoogleGrant; name: string; why: string }[] = [
  {
    grant: "gmail",
    name: "Mail",
    why: "To find the people you write with, and when. Read only: nothing is sent, moved or deleted.",
  },
  {
    grant: "calendar",
    name: "Calendar",
    why: "To know who you meet, and what is next. Read only: no event is made or changed.",
  },
  {
    grant: "gmail_compose",
    name: "Drafts",
    why: "To write drafts that you have approved. Google calls it managing drafts and sending; nothing is sent unless you allow that too.",
  },
  {
    grant: "gmail_send",
    name: "Sending",
    why: "To send mail that you have approved or written here. It waits ten seconds, in which you can call it back.",
  },
  {
    grant: "gmail_modify",
    name: "Sorting",
    why: "To archive and label mail when you say so. Google’s name for it includes writing mail; nothing is deleted.",
  },
  {
    grant: "calendar_write",
    name: "Scheduling",
    why: "To put meetings that you have approved into your calendar, to move them and to call them off again.",
  },
];

const audiences: { value: Audience; label: string }[] = [
  { value: "private", label: "Only you" },
  { value: "metadata", label: "Your workspace sees who and when, only you what was written" },
  { value: "subject", label: "Your workspace sees who, when and subject, only you the rest" },
  { value: "workspace", label: "Your workspace" },
];

/** What is asked for and why, before Google asks; as it was left where nothing came of it. */
export function GoogleConnect({ asked }: { asked: AskedOfGoogle | null }) {
  const [chosen, setChosen] = useState<readonly GoogleGrant[]>(asked?.grants ?? ["gmail", "calendar"]);
  const [audience, setAudience] = useState<Audience>(asked?.audience ?? "private");
  const [isPending, start] = useStartGoogle();
  const toggle = (grant: GoogleGrant) =>
    setChosen(chosen.includes(grant) ? chosen.filter((other) => other !== grant) : [...chosen, grant]);
  return (
    <div className="grid gap-4 p-4">
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">What you allow</legend>
        {grants.map(({ grant, name, why }) => (
          <label key={grant} className="flex gap-2.5">
            <Checkbox className="mt-0.5" checked={chosen.includes(grant)} onChange={() => toggle(grant)} />
            <span className="min-w-0">
              {name}
              <span className="block text-text-muted">{why}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className="grid gap-1">
        <span className="font-medium">Who sees what it brings</span>
        <Select value={audience} options={audiences} onChange={setAudience} />
      </label>
      <div>
        <Button
          look="primary"
          pending={isPending}
          disabled={chosen.length === 0}
          onClick={() => start({ grants: [...chosen], audience })}
        >
          {isPending ? "Opening Google…" : "Connect Google"}
        </Button>
        <p className="mt-2 text-text-muted">
          Connecting reads nothing yet. You see what would come in before any of it is stored, and you can
          disconnect whenever you like.
        </p>
      </div>
    </div>
  );
}
