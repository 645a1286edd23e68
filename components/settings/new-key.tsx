"use client";

import { useState, useTransition } from "react";

import type { Failure } from "#lib/result.ts";
import type { CreatedApiKey } from "#lib/schemas/api-keys.ts";
import { createApiKey } from "#components/actions/api-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";

import { MadeKey } from "./made-key.tsx";
import { ScopeChoice } from "./scope-choice.tsx";
import { type Area, type Level, scopesOf } from "./scope-words.ts";

interface NewKeyProps {
  /** A viewer's key reads only. */
  canWrite: boolean;
  onClose: () => void;
}

const dayMs = 86_400_000;
const spans = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "never", label: "Never" },
] as const;

/** Name, rights and end of a key; then the key, this once. */
export function NewKey({ canWrite, onClose }: NewKeyProps) {
  const [name, setName] = useState("");
  const [all, setAll] = useState<"all" | "some">("some");
  const [levels, setLevels] = useState<Partial<Record<Area, Level>>>({ contacts: "read" });
  const [approves, setApproves] = useState(false);
  const [span, setSpan] = useState<(typeof spans)[number]["value"]>("90");
  const [error, setError] = useState<Failure | null>(null);
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  const [isPending, start] = useTransition();

  if (made?.key) return <MadeKey name={made.name} secret={made.key} onClose={onClose} />;

  const create = () =>
    start(async () => {
      const result = await createApiKey({
        name,
        scopes: all === "all" ? ["*"] : scopesOf(levels, approves),
        expiresAt: span === "never" ? null : new Date(Date.now() + Number(span) * dayMs).toISOString(),
      });
      if (result.ok) setMade(result.data);
      else setError(result.error);
    });
  const general = error && !error.fields?.["name"] ? (error.fields?.["scopes"] ?? error.message) : null;
  return (
    <SectionCard title="New key">
      <form
        className="grid gap-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <Field
          label="Name"
          name="name"
          hint="What it is for, so that you know it again."
          autoFocus
          value={name}
          error={error?.fields?.["name"]}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="grid justify-items-start gap-2">
          <p className="font-medium">What it may do</p>
          {canWrite && (
            <Segmented
              label="What it may do"
              value={all}
              options={[
                { value: "some", label: "What you choose" },
                { value: "all", label: "All that you may" },
              ]}
              onChange={setAll}
            />
          )}
          {all === "some" && (
            <ScopeChoice
              levels={levels}
              approves={approves}
              canWrite={canWrite}
              onLevel={(area, level) => setLevels((before) => ({ ...before, [area]: level }))}
              onApproves={setApproves}
            />
          )}
        </div>
        <label className="grid justify-items-start gap-1">
          <span className="font-medium">Ends after</span>
          <Select value={span} options={spans} onChange={setSpan} className="w-40" />
        </label>
        {general && <ErrorState message={general} requestId={error?.requestId} />}
        <div className="flex gap-2">
          <Button type="submit" look="primary" pending={isPending}>
            Create the key
          </Button>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </SectionCard>
  );
}
